/** The panel: what opens when somebody uses the launcher. */

import { answerOf, failureOf, questionOf, suggestionsOf, type Acts } from "./bubbles";
import { Conversation, type Tell } from "./conversation";
import { addSheet, element, hidden } from "./dom";
import { frameOf, type Frame } from "./frame";
import { markdown } from "./markdown";
import { Memory } from "./memory";
import { PANEL } from "./names";
import { PANEL_CSS } from "./panel_css";
import type { Turn } from "./reply";
import { Server } from "./server";
import { textsIn, type Texts } from "./texts";
import { download, transcriptOf } from "./transcript";

interface Shown {
  place: HTMLElement;
  state: string;
}

class CareerAdviserPanel extends HTMLElement {
  private texts!: Texts;
  private memory!: Memory;
  private conversation!: Conversation;
  private frame!: Frame;
  private readonly shown = new Map<string, Shown>();
  private unread = 0;
  private isAtEnd = true;
  private readonly acts: Acts & { server: string } = {
    server: "/",
    say: (message) => {
      this.tell("suggestion");
      this.say(message);
    },
    retry: (id) => {
      this.conversation.ask(id);
      this.frame.input.focus();
    },
    thumb: (id, thumb, reason) => this.conversation.thumb(id, thumb, reason),
  };

  connectedCallback(): void {
    if (this.shadowRoot) return;
    const base = this.getAttribute("server") ?? "/";
    this.texts = textsIn(this.getAttribute("language") ?? "");
    this.lang = this.texts === textsIn("de") ? "de" : "en";
    this.memory = new Memory(base);
    this.acts.server = base.endsWith("/") ? base : `${base}/`;
    const server = new Server(this.acts.server, this.memory);
    this.conversation = new Conversation(this.memory, server, () => this.update(), this.tell);
    const root = this.attachShadow({ mode: "open" });
    addSheet(root, PANEL_CSS);
    this.frame = frameOf(this.texts, {
      say: (text) => this.say(text),
      close: () => (this.open = false),
      startOver: () => this.startOver(),
      transcript: () => {
        this.tell("transcript");
        download("conversation.txt", transcriptOf(this.memory.turns, this.texts));
      },
      erase: () => this.erase(),
    });
    root.append(this.frame.panel);
    this.frame.panel.hidden = true;
    this.frame.greeting.append(...this.greeting());
    this.listen();
    this.update();
    this.conversation.resume();
  }

  get open(): boolean {
    return !this.frame.panel.hidden;
  }

  set open(open: boolean) {
    if (open === this.open) return;
    this.frame.panel.hidden = !open;
    this.memory.saveOpen(open);
    this.tell(open ? "open" : "close");
    if (!open) return;
    this.count(0);
    this.toEnd();
    if (!this.hasAttribute("data-quiet")) this.frame.input.focus();
  }

  private readonly tell: Tell = (name, detail = {}, cancelable = false) => {
    if (name === "reply" && !this.open) this.count(this.unread + 1);
    const event = { detail, cancelable, bubbles: true, composed: true };
    return this.dispatchEvent(new CustomEvent(`adviser:${name}`, event));
  };

  private count(unread: number): void {
    this.unread = unread;
    this.tell("unread", { count: unread });
  }

  private listen(): void {
    addEventListener("offline", () => this.frame.setOffline(true));
    addEventListener("online", () => {
      this.frame.setOffline(false);
      this.conversation.resume();
    });
    addEventListener("storage", (event) => {
      if (event.key !== this.memory.key) return;
      this.memory.join(); // another tab went on
      this.update();
    });
    this.frame.setOffline(!navigator.onLine);
    this.stayAtEnd();
  }

  /** Who reads the end goes on doing so when a bar, or a phone's keyboard, takes room away. */
  private stayAtEnd(): void {
    const { log } = this.frame;
    log.addEventListener("scroll", () => this.noteEnd());
    new ResizeObserver(() => {
      if (this.isAtEnd) log.scrollTop = log.scrollHeight;
    }).observe(log);
  }

  private noteEnd(): void {
    const { log } = this.frame;
    this.isAtEnd = log.scrollTop + log.clientHeight >= log.scrollHeight - 8;
  }

  private greeting(): Node[] {
    const starts = this.texts.suggestions.map((text) => ({ label: text, message: text }));
    const bubble = element("div", { class: "theirs" }, hidden(`${this.texts.adviser}: `));
    bubble.append(...markdown(this.texts.greeting));
    return [bubble, suggestionsOf(starts, this.acts)];
  }

  say(text: string): void {
    this.conversation.send(text);
    this.frame.input.focus();
  }

  private async startOver(): Promise<void> {
    const done = await this.conversation.startOver();
    if (done) this.frame.input.focus();
    else this.frame.say(this.texts.notDeleted);
  }

  private async erase(): Promise<void> {
    const erased = await this.conversation.erase();
    const { deleted, deletedHere, notDeleted } = this.texts;
    this.frame.say({ all: deleted, here: deletedHere, nothing: notDeleted }[erased]);
  }

  /** Brings the log up to what was said; what is there already is left alone, so that a
   * screen reader reads only what is new. */
  private update(): void {
    const turns = this.conversation.turns;
    const present = new Set(turns.map((turn) => turn.id));
    for (const [id, { place }] of this.shown) {
      if (present.has(id)) continue;
      place.remove();
      this.shown.delete(id);
    }
    let changed = false;
    for (const turn of turns) changed = this.showTurn(turn) || changed;
    this.frame.greeting.hidden = turns.length > 0;
    this.frame.typing.hidden = !this.conversation.isBusy;
    if (changed) this.toEnd();
  }

  private showTurn(turn: Turn): boolean {
    const failure = this.conversation.failures.get(turn.id);
    const state = turn.reply ? "answered" : failure ? `failed ${failure.wait}` : "asked";
    const shown = this.shown.get(turn.id) ?? this.place(turn);
    if (shown.state === state) return false;
    shown.state = state;
    shown.place.querySelector(".answer, .failure")?.remove();
    if (turn.reply) shown.place.append(answerOf(turn, turn.reply, this.texts, this.acts));
    else if (failure) shown.place.append(failureOf(turn, failure, this.texts, this.acts));
    return true;
  }

  private place(turn: Turn): Shown {
    const place = element("div", { class: "turn" }, questionOf(turn, this.texts));
    this.frame.typing.before(place);
    const shown = { place, state: "" };
    this.shown.set(turn.id, shown);
    return shown;
  }

  private toEnd(): void {
    const last = [...this.shown.values()].pop()?.place;
    // A long answer is read from its start.
    requestAnimationFrame(() => {
      const log = this.frame.log;
      const isLong = last && last.offsetHeight > log.clientHeight;
      log.scrollTop = isLong ? last.offsetTop - 12 : log.scrollHeight;
      this.noteEnd();
    });
  }
}

if (!customElements.get(PANEL)) customElements.define(PANEL, CareerAdviserPanel);
