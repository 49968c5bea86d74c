/** What the browser keeps: the session and the conversation, from the first message on. */

import { storageKey } from "./names";
import { readTurns, type Turn } from "./reply";

const MOST_TURNS = 100;

export class Memory {
  token = "";
  turns: Turn[] = [];
  /** Whether anything may be written: there was a first message, and the page agreed. */
  private mayKeep = false;

  constructor(private readonly server: string) {
    this.load();
  }

  get key(): string {
    return storageKey(this.server, "conversation");
  }

  get isKept(): boolean {
    return this.mayKeep;
  }

  load(): void {
    try {
      const kept = localStorage.getItem(this.key);
      this.mayKeep = kept !== null;
      const data = JSON.parse(kept ?? "{}") as Record<string, unknown>;
      this.token = typeof data.token === "string" ? data.token : "";
      this.turns = readTurns(data.turns).slice(-MOST_TURNS);
    } catch {
      this.token = "";
      this.turns = [];
    }
  }

  /** What another tab has kept, with what this one still waits for; nothing if it was deleted. */
  join(): void {
    const waiting = this.turns.filter((turn) => !turn.reply);
    this.load();
    if (!this.mayKeep) return;
    const known = new Set(this.turns.map((turn) => turn.id));
    this.turns.push(...waiting.filter((turn) => !known.has(turn.id)));
  }

  allow(): void {
    this.mayKeep = true;
  }

  save(): void {
    this.turns = this.turns.slice(-MOST_TURNS);
    if (!this.mayKeep) return;
    this.write(this.key, JSON.stringify({ token: this.token, turns: this.turns }));
  }

  saveOpen(open: boolean): void {
    if (this.mayKeep) this.write(storageKey(this.server, "open"), open ? "1" : "0");
  }

  clear(): void {
    this.token = "";
    this.turns = [];
    this.mayKeep = false;
    try {
      for (const what of ["conversation", "open", "greeted"])
        localStorage.removeItem(storageKey(this.server, what));
    } catch {
      // Storage is switched off: there is nothing to remove.
    }
  }

  private write(key: string, value: string): void {
    try {
      localStorage.setItem(key, value);
    } catch {
      // Full or switched off: the conversation lives as long as the page.
    }
  }
}
