/** Names that the loader and the panel share. */

export const HOST = "career-adviser";
export const PANEL = "career-adviser-panel";

/** Where something is kept in the browser, apart for each server. */
export function storageKey(server: string, what: string): string {
  return `career-adviser:${server}:${what}`;
}
