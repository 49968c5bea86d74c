/** What happens when somebody says something: one message after the other, each answered
 * once, and none lost without a word. */

import { newId } from "./ids";
import type { Memory } from "./memory";
import type { Turn } from "./reply";
import { isStranger, Refused, type Server } from "./server";

export type Tell = (name: string, detail?: object, cancelable?: boolean) => boolean;

export interface Failure {
  code: string;
  wait: number;
}

export type Erased = "all" | "here" | "nothing";

export class Conversation {
  readonly failures = new Map<string, Failure>();
  private readonly waiting = new Set<string>();
  private agreed: boolean | null;
  private queue: Promise<void> = Promise.resolve();

  constructor(
    private readonly memory: Memory,
    private readonly server: Server,
    private readonly changed: () => void,
    private readonly tell: Tell,
  ) {
    this.agreed = memory.isKept || null;
  }

  get turns(): Turn[] {
    return this.memory.turns;
  }

  get isBusy(): boolean {
    return this.waiting.size > 0;
  }

  send(text: string): void {
    // A page may keep the conversation out of the browser's storage.
    this.agreed ??= this.tell("consent", {}, true);
    if (this.agreed) this.memory.allow();
    const turn = { id: newId(), text, reply: null, thumb: "" };
    this.turns.push(turn);
    this.memory.save();
    this.memory.saveOpen(true);
    this.tell("message-sent");
    this.ask(turn.id);
  }

  /** Ask once more what was not answered; the ids make sure that no turn is doubled. */
  resume(): void {
    for (const turn of this.turns) if (!turn.reply) this.ask(turn.id);
  }

  ask(id: string): void {
    if (this.waiting.has(id)) return;
    this.failures.delete(id);
    this.waiting.add(id);
    this.changed();
    this.queue = this.queue.then(() => this.answer(id));
  }

  /** Start afresh; false if the server could not be reached. */
  async startOver(): Promise<boolean> {
    try {
      await this.server.restart();
    } catch {
      return false;
    }
    this.memory.turns = [];
    this.memory.save();
    this.failures.clear();
    this.tell("start-over");
    this.changed();
    return true;
  }

  /** Delete everything, there and here; what is there only if it can be shown whose it is. */
  async erase(): Promise<Erased> {
    let erased: Erased = "all";
    try {
      await this.server.erase();
    } catch (problem) {
      if (!isStranger(problem)) return "nothing";
      erased = "here";
    }
    this.memory.clear();
    this.failures.clear();
    this.tell("data-deleted");
    this.changed();
    return erased;
  }

  async thumb(id: string, thumb: string, reason: string): Promise<boolean> {
    try {
      await this.server.thumb(id, thumb, reason);
    } catch {
      return false;
    }
    const turn = this.find(id);
    if (turn) turn.thumb = thumb;
    this.memory.save();
    this.tell("feedback", { thumb });
    return true;
  }

  private find(id: string): Turn | undefined {
    return this.turns.find((turn) => turn.id === id);
  }

  private async answer(id: string): Promise<void> {
    const turn = this.find(id);
    try {
      if (turn) this.keep(id, await this.server.send(id, turn.text));
    } catch (problem) {
      const { code, wait } = problem instanceof Refused ? problem : { code: "failed", wait: 0 };
      this.failures.set(id, { code, wait });
      this.tell("error", { code });
    }
    this.waiting.delete(id);
    this.memory.save();
    this.changed();
  }

  private keep(id: string, reply: NonNullable<Turn["reply"]>): void {
    const turn = this.find(id); // anew: another tab may have changed the list
    if (turn) turn.reply = reply;
    this.tell("reply", { outcome: reply.outcome, topic: reply.topic });
  }
}
