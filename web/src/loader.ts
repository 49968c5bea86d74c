/** What a page embeds: the launcher. The panel is fetched when somebody uses it. */

import { addSheet, element } from "./dom";
import { drawn } from "./icons";
import { LAUNCHER_CSS } from "./launcher_css";
import { HOST, PANEL, storageKey } from "./names";
import { launcherTexts } from "./launcher_texts";

declare const PANEL_FILE: string;
declare const PANEL_INTEGRITY: string;

const script = document.currentScript as HTMLScriptElement | null;
const base = new URL(".", script?.src || location.href).href;

interface Panel extends HTMLElement {
  open: boolean;
  say(text: string): void;
}

class CareerAdviser extends HTMLElement {
  private launcher!: HTMLButtonElement;
  private badge!: HTMLElement;
  private failures = 0;
  private panel: Promise<Panel> | null = null;

  /** Where the bot is; where this file came from unless the page says otherwise. */
  private get server(): string {
    return this.dataset.server || base;
  }

  connectedCallback(): void {
    if (this.shadowRoot) return;
    const root = this.attachShadow({ mode: "open" });
    addSheet(root, LAUNCHER_CSS);
    const texts = launcherTexts(this.lang || document.documentElement.lang);
    this.badge = element("span", { class: "badge", hidden: "" });
    this.launcher = element(
      "button",
      { class: "launcher", type: "button", "aria-expanded": "false", "aria-label": texts.open },
      drawn("chat"),
      this.badge,
    );
    this.launcher.addEventListener("click", () => void this.toggle());
    root.append(this.launcher);
    this.addEventListener("adviser:open", () => this.show(true));
    this.addEventListener("adviser:close", () => this.show(false));
    this.addEventListener("adviser:unread", (event) => {
      const count = (event as CustomEvent<{ count: number }>).detail.count;
      this.badge.hidden = !count;
      this.badge.textContent = count ? String(count) : "";
      const label = count ? `${texts.open}, ${texts.unread.replace("{n}", String(count))}` : texts.open;
      this.launcher.setAttribute("aria-label", label);
    });
    if (wasOpen(this.server)) void this.toggle(false);
    else this.greet(texts.dismiss);
  }

  /** Open or close the panel; the first time it is fetched. */
  async toggle(focus = true): Promise<void> {
    this.shadowRoot?.querySelector(".greeting")?.remove();
    this.panel ??= this.load();
    try {
      const panel = await this.panel;
      panel.toggleAttribute("data-quiet", !focus);
      panel.open = !panel.open;
    } catch {
      this.panel = null; // the next click tries again
      this.dispatchEvent(
        new CustomEvent("adviser:error", { detail: { code: "panel_not_loaded" }, bubbles: true }),
      );
    }
  }

  /** For the page: open the chat and ask a question in it. */
  async ask(question: string): Promise<void> {
    if (!this.hasAttribute("open")) await this.toggle();
    (await this.panel)?.say(question);
  }

  private load(): Promise<Panel> {
    return new Promise((resolve, reject) => {
      const place = () => {
        const panel = document.createElement(PANEL) as Panel;
        panel.setAttribute("server", this.server);
        panel.setAttribute("language", this.lang || document.documentElement.lang);
        this.shadowRoot?.append(panel);
        resolve(panel);
      };
      if (customElements.get(PANEL)) return place();
      const code = element("script", {
        // A browser may have kept what failed; under another address it asks anew.
        src: `${base}widget/${PANEL_FILE}${this.failures ? `?${this.failures}` : ""}`,
        integrity: PANEL_INTEGRITY,
        crossorigin: "anonymous",
      });
      code.onload = place;
      code.onerror = () => {
        code.remove();
        this.failures += 1;
        reject(new Error("panel"));
      };
      document.head.append(code);
    });
  }

  private show(open: boolean): void {
    this.toggleAttribute("open", open);
    this.launcher.setAttribute("aria-expanded", String(open));
    if (!open) this.launcher.focus();
  }

  /** The one greeting, if the page wants one; gone for good once it is dismissed. */
  private greet(dismiss: string): void {
    const text = this.dataset.greeting;
    const key = storageKey(this.server, "greeted");
    if (!text || stored(key) || matchMedia("(max-width: 480px)").matches) return;
    const close = element("button", { type: "button", "aria-label": dismiss }, "×");
    const greeting = element("div", { class: "greeting", role: "status" }, text, close);
    close.addEventListener("click", () => {
      greeting.remove();
      try {
        localStorage.setItem(key, "1");
      } catch {
        // Without storage it comes again on the next page.
      }
      this.launcher.focus();
    });
    setTimeout(() => {
      if (!this.panel) this.shadowRoot?.append(greeting);
    }, Number(this.dataset.greetingAfter || 5) * 1000);
  }
}

function stored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function wasOpen(server: string): boolean {
  return stored(storageKey(server, "open")) === "1" && !matchMedia("(max-width: 480px)").matches;
}

function start(): void {
  if (!customElements.get(HOST)) customElements.define(HOST, CareerAdviser);
  if (document.querySelector(HOST)) return;
  const host = document.createElement(HOST);
  for (const [name, value] of Object.entries(script?.dataset ?? {})) {
    if (name === "lang") host.lang = value ?? "";
    else host.dataset[name] = value;
  }
  document.body.append(host);
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
