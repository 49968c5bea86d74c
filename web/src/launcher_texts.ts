/** The few words that the launcher needs before the panel is there. */

interface LauncherTexts {
  open: string;
  dismiss: string;
}

const ENGLISH: LauncherTexts = { open: "Chat with the career adviser", dismiss: "Dismiss" };
const GERMAN: LauncherTexts = { open: "Mit der Karriereberatung chatten", dismiss: "Schließen" };

export function launcherTexts(language: string): LauncherTexts {
  return language.toLowerCase().startsWith("de") ? GERMAN : ENGLISH;
}
