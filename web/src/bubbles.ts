/** One turn as a person sees it: the question, then the answer with what belongs to it. */

import { cardOf } from "./cards";
import type { Failure } from "./conversation";
import { element, hidden } from "./dom";
import { drawn, type Sign } from "./icons";
import { link, markdown } from "./markdown";
import type { Reply, Source, Suggestion, Turn } from "./reply";
import type { Texts } from "./texts";

const LISTED = /^(-|\d+\.) /;

export interface Acts {
  /** Where the server is, with a slash at its end. */
  readonly server: string;
  say(message: string): void;
  retry(id: string): void;
  thumb(id: string, thumb: string, reason: string): Promise<boolean>;
}

export function questionOf(turn: Turn, texts: Texts): HTMLElement {
  return element("div", { class: "mine" }, hidden(`${texts.you}: `), element("p", {}, turn.text));
}

export function failureOf(turn: Turn, failure: Failure, texts: Texts, acts: Acts): HTMLElement {
  const why =
    failure.code === "too_many_requests"
      ? texts.wait.replace("{seconds}", String(failure.wait))
      : texts.failed;
  const again = element("button", { type: "button" }, texts.retry);
  again.addEventListener("click", () => acts.retry(turn.id));
  return element("div", { class: "failure" }, `${why} `, again);
}

export function answerOf(turn: Turn, reply: Reply, texts: Texts, acts: Acts): HTMLElement {
  const bubble = element("div", { class: "theirs" }, hidden(`${texts.adviser}: `));
  bubble.append(...bodyOf(reply, texts, acts));
  if (reply.sources.length) bubble.append(sourcesOf(reply.sources, texts));
  const answer = element("div", { class: "answer" }, bubble, toolsOf(turn, reply, texts, acts));
  if (reply.suggestions.length) answer.append(suggestionsOf(reply.suggestions, acts));
  return answer;
}

export function suggestionsOf(suggestions: Suggestion[], acts: Acts): HTMLElement {
  const buttons = suggestions.map(({ label, message }) => {
    const button = element("button", { type: "button" }, label);
    button.addEventListener("click", () => acts.say(message));
    return button;
  });
  return element("div", { class: "suggestions" }, ...buttons);
}

/** Text and cards; a card stands where the text lists what it shows, instead of the list. */
function bodyOf(reply: Reply, texts: Texts, acts: Acts): Node[] {
  const lines = reply.text.split("\n");
  const { cards } = reply;
  const said = new Set(cards.flatMap((card) => (card.kind === "options" ? [] : card.alternative.split("\n"))));
  const rows = cards.filter((card) => card.kind === "table").flatMap((card) => card.rows);
  const isShown = (line: string) =>
    LISTED.test(line) &&
    (said.has(line) || rows.some((row) => row.length > 1 && row.every((cell) => line.includes(cell))));
  const at = lines.findIndex(isShown);
  const part = (from: number, to?: number) =>
    markdown(
      lines
        .slice(from, to)
        .filter((line) => !isShown(line))
        .join("\n"),
    );
  const shown = cards.map((card) => cardOf(card, acts.server, texts));
  return at < 0 ? [...part(0), ...shown] : [...part(0, at), ...shown, ...part(at)];
}

/** Small, and each title once: an answer may draw on many sections of one source. */
function sourcesOf(sources: Source[], texts: Texts): HTMLElement {
  const titles = [...new Set(sources.map(({ title }) => title))];
  const items = titles.map((title) => {
    const sections = sources.filter((source) => source.title === title);
    const [only] = sections;
    if (sections.length === 1 && only) return itemOf(only, only.section ? `${title} – ${only.section}` : title);
    return element("li", {}, title, element("ul", {}, ...sections.map((each) => itemOf(each, each.section || title))));
  });
  const summary = element("summary", {}, `${texts.sources} (${sources.length})`);
  return element("details", { class: "sources small" }, summary, element("ul", {}, ...items));
}

function itemOf({ link: address }: Source, name: string): HTMLElement {
  return element("li", {}, address ? link(name, address) : name);
}

function toolsOf(turn: Turn, reply: Reply, texts: Texts, acts: Acts): HTMLElement {
  const said = element("span", { class: "small", role: "status" });
  const tools = element("div", { class: "tools" });
  if (navigator.clipboard) {
    const copy = tool("copy", texts.copy);
    copy.addEventListener("click", () => {
      void navigator.clipboard.writeText(reply.text).then(() => (said.textContent = texts.copied));
    });
    tools.append(copy);
  }
  const up = tool("up", texts.thumbUp);
  const down = tool("down", texts.thumbDown);
  const press = (thumb: string) => {
    up.setAttribute("aria-pressed", String(thumb === "up"));
    down.setAttribute("aria-pressed", String(thumb === "down"));
  };
  const give = async (thumb: string, reason: string) => {
    const done = await acts.thumb(turn.id, thumb, reason);
    said.textContent = done ? texts.thanks : texts.notDeleted;
    if (done) press(thumb);
    return done;
  };
  press(turn.thumb);
  up.addEventListener("click", () => void give("up", ""));
  down.addEventListener("click", () => {
    void give("down", "");
    if (!tools.querySelector("form")) tools.append(reasonOf(texts, (text) => give("down", text)));
  });
  tools.append(up, down, said);
  return tools;
}

function reasonOf(texts: Texts, give: (reason: string) => Promise<boolean>): HTMLElement {
  const field = element("input", {
    type: "text",
    maxlength: "500",
    "aria-label": texts.reason,
    placeholder: texts.reason,
  });
  const form = element("form", { class: "reason" }, field, element("button", {}, texts.reasonSend));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void give(field.value.trim()).then((done) => {
      if (!done) return;
      form.closest(".tools")?.querySelector<HTMLElement>("[aria-pressed=true]")?.focus();
      form.remove();
    });
  });
  return form;
}

function tool(sign: Sign, label: string): HTMLButtonElement {
  const attributes = { type: "button", class: "tool", "aria-label": label, title: label };
  return element("button", attributes, drawn(sign));
}
