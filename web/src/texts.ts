/** All words of the panel, in each language. */

export interface Texts {
  title: string;
  notice: string;
  greeting: string;
  suggestions: string[];
  log: string;
  input: string;
  placeholder: string;
  send: string;
  close: string;
  menu: string;
  startOver: string;
  transcript: string;
  deleteData: string;
  deleteQuestion: string;
  deleteYes: string;
  cancel: string;
  deleted: string;
  deletedHere: string;
  typing: string;
  you: string;
  adviser: string;
  sources: string;
  numbers: string;
  table: string;
  stepDone: string;
  stepOpen: string;
  copy: string;
  copied: string;
  thumbUp: string;
  thumbDown: string;
  thanks: string;
  reason: string;
  reasonSend: string;
  failed: string;
  retry: string;
  wait: string;
  offline: string;
  notDeleted: string;
}

const ENGLISH: Texts = {
  title: "Career adviser",
  notice: "This is an automated adviser, not a person. Answers name their source.",
  greeting: "Hello! Ask me about a career in machine learning, or start with one of these.",
  suggestions: ["What does an ML engineer do?", "How do I become one?", "Python or R?"],
  log: "Conversation",
  input: "Your question",
  placeholder: "Ask a question …",
  send: "Send",
  close: "Close chat",
  menu: "More",
  startOver: "Start over",
  transcript: "Download transcript",
  deleteData: "Delete my data",
  deleteQuestion: "Delete this conversation here and on the server? This cannot be undone.",
  deleteYes: "Delete",
  cancel: "Cancel",
  deleted: "Your conversation has been deleted.",
  deletedHere: "Deleted here. The session ended too long ago to show the server that it was yours.",
  typing: "The adviser is typing",
  you: "You",
  adviser: "Adviser",
  sources: "Sources",
  numbers: "The numbers",
  table: "Table",
  stepDone: "Done",
  stepOpen: "To do",
  copy: "Copy answer",
  copied: "Copied",
  thumbUp: "Good answer",
  thumbDown: "Bad answer",
  thanks: "Thank you.",
  reason: "What was wrong? (optional)",
  reasonSend: "Send feedback",
  failed: "Not sent.",
  retry: "Try again",
  wait: "Too many messages. Please wait {seconds} s.",
  offline: "You are offline. Messages are sent when the connection is back.",
  notDeleted: "That did not work. Please try again.",
};

const GERMAN: Texts = {
  title: "Karriereberatung",
  notice: "Hier antwortet ein Programm, kein Mensch, und zwar auf Englisch. Jede Antwort nennt ihre Quelle.",
  greeting: "Hallo! Fragen Sie mich auf Englisch nach Berufen rund um maschinelles Lernen.",
  suggestions: ["What does an ML engineer do?", "How do I become one?", "Python or R?"],
  log: "Gespräch",
  input: "Ihre Frage",
  placeholder: "Frage eingeben …",
  send: "Senden",
  close: "Chat schließen",
  menu: "Mehr",
  startOver: "Neu beginnen",
  transcript: "Gespräch herunterladen",
  deleteData: "Meine Daten löschen",
  deleteQuestion: "Dieses Gespräch hier und auf dem Server löschen? Das ist endgültig.",
  deleteYes: "Löschen",
  cancel: "Abbrechen",
  deleted: "Ihr Gespräch wurde gelöscht.",
  deletedHere: "Hier gelöscht. Die Sitzung ist zu lange her, um dem Server zu zeigen, dass sie Ihre war.",
  typing: "Die Beratung schreibt",
  you: "Sie",
  adviser: "Beratung",
  sources: "Quellen",
  numbers: "Die Zahlen",
  table: "Tabelle",
  stepDone: "Erledigt",
  stepOpen: "Offen",
  copy: "Antwort kopieren",
  copied: "Kopiert",
  thumbUp: "Gute Antwort",
  thumbDown: "Schlechte Antwort",
  thanks: "Danke.",
  reason: "Was war falsch? (freiwillig)",
  reasonSend: "Rückmeldung senden",
  failed: "Nicht gesendet.",
  retry: "Erneut versuchen",
  wait: "Zu viele Nachrichten. Bitte {seconds} s warten.",
  offline: "Sie sind offline. Nachrichten werden gesendet, sobald die Verbindung wieder da ist.",
  notDeleted: "Das hat nicht geklappt. Bitte versuchen Sie es noch einmal.",
};

const LANGUAGES: Record<string, Texts> = { en: ENGLISH, de: GERMAN };

/** The words in a language such as `de-AT`; English where there are none. */
export function textsIn(language: string): Texts {
  return LANGUAGES[language.toLowerCase().split("-")[0] ?? ""] ?? ENGLISH;
}
