/** The FAQ page with scripts: search while typing, thumbs without leaving the page, and
 * questions handed to the chat. Its words are in the page's template. */

import { element } from "./dom";
import { markdown } from "./markdown";
import { HOST } from "./names";
import { newId } from "./ids";

const PAUSE = 150; // ms without a key before the search starts
const SHORTEST = 2;

interface Result {
  question: string;
  answer: string;
  link: string;
}

interface Adviser extends HTMLElement {
  ask(question: string): Promise<void>;
}

function find<T extends HTMLElement>(selector: string): T {
  return document.querySelector<T>(selector) as T;
}

async function ask(question: string): Promise<void> {
  await customElements.whenDefined(HOST);
  await find<Adviser>(HOST).ask(question);
}

function asking(label: string, question: string): HTMLElement {
  const button = element("button", { type: "button", class: "ask" }, label);
  button.addEventListener("click", () => void ask(question));
  return button;
}

function articleOf(result: Result): HTMLElement {
  const link = element("a", { href: result.link }, result.question);
  return element("article", {}, element("h2", {}, link), ...markdown(result.answer));
}

class LiveSearch {
  private readonly form = find<HTMLFormElement>("form.search");
  private readonly input = find<HTMLInputElement>("#q");
  private running = new AbortController();
  private timer = 0;

  listen(): void {
    this.input.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.running.abort();
      const query = this.input.value.trim();
      if (query.length < SHORTEST) this.show(false);
      else this.timer = window.setTimeout(() => void this.search(query), PAUSE);
    });
  }

  private async search(query: string): Promise<void> {
    this.running = new AbortController();
    const { signal } = this.running;
    const parameters = new URLSearchParams({ q: query, partial: "true" });
    try {
      const answer = await fetch(`/api/faq/search?${parameters}`, { signal });
      if (!answer.ok) throw new Error(String(answer.status));
      const { results } = (await answer.json()) as { results: Result[] };
      if (!signal.aborted) this.fill(query, results);
    } catch {
      if (signal.aborted) return; // something newer is being searched for
      this.say(this.form.dataset.failed ?? "");
      find("#results").replaceChildren();
      this.show(true);
    }
  }

  private fill(query: string, results: Result[]): void {
    const { one = "", many = "", none = "", ask: label = "" } = this.form.dataset;
    this.say(results.length ? (results.length > 1 ? many : one).replace("{n}", String(results.length)) : none);
    const shown = results.length ? results.map(articleOf) : [asking(label, query)];
    find("#results").replaceChildren(...shown);
    this.show(true);
  }

  private say(text: string): void {
    find("#count").textContent = text;
  }

  private show(live: boolean): void {
    find("#live").hidden = !live;
    find("#entries").hidden = live;
  }
}

function sendThumbs(form: HTMLFormElement): void {
  const id = newId();
  const { slug = "", thanks = "", failed = "" } = form.dataset;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const pressed = event.submitter as HTMLButtonElement;
    const said = form.querySelector("[role=status]") as HTMLElement;
    fetch(`/api/faq/${encodeURIComponent(slug)}/feedback`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ id, thumb: pressed.value }),
    }).then(
      (answer) => {
        said.textContent = answer.ok ? thanks : failed;
        if (!answer.ok) return;
        for (const button of form.querySelectorAll("button"))
          button.setAttribute("aria-pressed", String(button === pressed));
      },
      () => (said.textContent = failed),
    );
  });
}

/** A link to an entry opens it; on paper all are open. */
function openEntries(): void {
  const named = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (named instanceof HTMLDetailsElement) named.open = true;
}

new LiveSearch().listen();
for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-ask]")) {
  button.hidden = false;
  button.addEventListener("click", () => void ask(button.dataset.ask ?? ""));
}
document.querySelectorAll<HTMLFormElement>("form.helpful").forEach(sendThumbs);
addEventListener("hashchange", openEntries);
openEntries();
