/** The few words that the launcher needs before the panel is there. */

interface LauncherTexts {
  open: string;
  dismiss: string;
  unread: string;
}

const ENGLISH: LauncherTexts = { open: "Chat with the career adviser", dismiss: "Dismiss", unread: "{n} new" };
const GERMAN: LauncherTexts = { open: "Mit der Karriereberatung chatten", dismiss: "Schließen", unread: "{n} neu" };

export function launcherTexts(language: string): LauncherTexts {
  return language.toLowerCase().startsWith("de") ? GERMAN : ENGLISH;
}
