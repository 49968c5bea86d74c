/** The server's interface: a session that is got, renewed and kept by its owner; messages. */

import { readReply, type Reply } from "./reply";

const PATIENCE = 30_000; // milliseconds, a little more than the server's own
const NO_SESSION = new Set(["session_expired", "session_invalid"]);

export class Refused extends Error {
  constructor(
    readonly code: string,
    readonly wait = 0,
  ) {
    super(code);
  }
}

/** Whether the server does not know us, or not any more. */
export function isStranger(problem: unknown): boolean {
  return problem instanceof Refused && NO_SESSION.has(problem.code);
}

export interface TokenPlace {
  token: string;
}

export class Server {
  constructor(
    private readonly base: string,
    private readonly place: TokenPlace,
  ) {}

  async send(id: string, text: string): Promise<Reply> {
    const answer = await this.call("POST", "message", { id, text });
    return readReply(((await answer.json()) as { reply: unknown }).reply);
  }

  async thumb(id: string, thumb: string, reason: string): Promise<void> {
    await this.call("POST", "feedback", { id, thumb, reason });
  }

  async restart(): Promise<void> {
    if (this.place.token) await this.call("POST", "restart");
  }

  async erase(): Promise<void> {
    if (!this.place.token) return;
    // A new session would erase nothing: this one must be good, or be renewed.
    const answer = await this.ask("POST", "session", this.place.token);
    await this.ask("DELETE", "data", await tokenIn(answer));
    this.place.token = "";
  }

  private async call(method: string, path: string, body?: object): Promise<Response> {
    if (!this.place.token) await this.start();
    try {
      return await this.ask(method, path, this.place.token, body);
    } catch (problem) {
      if (!isStranger(problem)) throw problem;
    }
    await this.start();
    return this.ask(method, path, this.place.token, body);
  }

  /** Renew the session, or get a new one where there is none to renew. */
  private async start(): Promise<void> {
    let answer: Response;
    try {
      answer = await this.ask("POST", "session", this.place.token);
    } catch (problem) {
      if (!isStranger(problem)) throw problem;
      answer = await this.ask("POST", "session", "");
    }
    this.place.token = await tokenIn(answer);
  }

  private async ask(method: string, path: string, token: string, body?: object): Promise<Response> {
    const headers: Record<string, string> = { "Content-Type": "application/json" };
    if (token) headers.Authorization = `Bearer ${token}`;
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), PATIENCE);
    let answer: Response;
    try {
      answer = await fetch(`${this.base}api/chat/${path}`, {
        method,
        headers,
        body: body && JSON.stringify(body),
        credentials: "omit",
        signal: patience.signal,
      });
    } catch {
      throw new Refused("unreachable");
    } finally {
      clearTimeout(timer);
    }
    if (answer.ok) return answer;
    const problem = await answer.json().catch(() => null);
    const wait = Number(answer.headers.get("Retry-After")) || 0;
    throw new Refused(String(problem?.error?.code ?? "failed"), wait);
  }
}

async function tokenIn(answer: Response): Promise<string> {
  return ((await answer.json()) as { token: string }).token;
}
