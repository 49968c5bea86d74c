/** What stands around the conversation: header, menu, bars, the field to type in. */

import { element } from "./dom";
import type { Texts } from "./texts";

export interface FrameActs {
  say(text: string): void;
  close(): void;
  startOver(): void;
  transcript(): void;
  erase(): Promise<void>;
}

export interface Frame {
  panel: HTMLElement;
  log: HTMLElement;
  greeting: HTMLElement;
  typing: HTMLElement;
  input: HTMLTextAreaElement;
  setOffline(offline: boolean): void;
  say(text: string): void;
}

const LONGEST = "4000";

export function frameOf(texts: Texts, acts: FrameActs): Frame {
  const greeting = element("div", { class: "turn" });
  const dots = element("span", { class: "dots", "aria-hidden": "true" }, element("i"), element("i"), element("i"));
  const typing = element("div", { class: "typing", hidden: "" }, dots, element("span", { class: "heard" }, texts.typing));
  const log = element(
    "div",
    { class: "log", role: "log", "aria-live": "polite", "aria-label": texts.log, tabindex: "0" },
    greeting,
    typing,
  );
  const status = element("p", { class: "bar-text", role: "status", hidden: "" });
  const offline = element("p", { class: "bar-text offline", role: "status", hidden: "" });
  const form = formOf(texts, acts);
  const head = headOf(texts, acts, log);
  const panel = element(
    "section",
    { class: "panel", role: "dialog", "aria-label": texts.title },
    ...head.parts,
    element("p", { class: "notice" }, texts.notice),
    offline,
    status,
    log,
    form.place,
  );
  panel.addEventListener("keydown", (event) => onKey(event, panel, head, acts));
  return {
    panel,
    log,
    greeting,
    typing,
    input: form.input,
    setOffline: (is) => {
      offline.hidden = !is;
      offline.textContent = is ? texts.offline : "";
    },
    say: (text) => {
      status.hidden = !text;
      status.textContent = text;
      setTimeout(() => (status.hidden = true), 8000);
      form.input.focus();
    },
  };
}

interface Head {
  parts: HTMLElement[];
  /** Close what is open in it; false if nothing was. */
  fold(): boolean;
}

function headOf(texts: Texts, acts: FrameActs, log: HTMLElement): Head {
  const more = button("⋯", texts.menu);
  more.setAttribute("aria-expanded", "false");
  const close = button("×", texts.close);
  close.addEventListener("click", acts.close);
  const confirm = confirmOf(texts, acts, () => more.focus());
  const menu = element("div", { class: "menu", hidden: "" });
  const show = (open: boolean) => {
    menu.hidden = !open;
    more.setAttribute("aria-expanded", String(open));
  };
  const entry = (label: string, act: () => void) => {
    const made = element("button", { type: "button" }, label);
    made.addEventListener("click", () => {
      show(false);
      more.focus();
      act();
    });
    menu.append(made);
  };
  entry(texts.startOver, acts.startOver);
  entry(texts.transcript, acts.transcript);
  entry(texts.deleteData, () => confirm.show());
  more.addEventListener("click", () => {
    show(menu.hidden);
    if (!menu.hidden) menu.querySelector("button")?.focus();
  });
  log.addEventListener("pointerdown", () => show(false));
  const header = element("div", { class: "head" }, element("h2", {}, texts.title), more, close);
  const fold = () => {
    if (confirm.hide()) return true;
    const wasOpen = !menu.hidden;
    show(false);
    if (wasOpen) more.focus();
    return wasOpen;
  };
  return { parts: [header, menu, confirm.place], fold };
}

function confirmOf(texts: Texts, acts: FrameActs, back: () => void) {
  const yes = element("button", { type: "button", class: "danger" }, texts.deleteYes);
  const no = element("button", { type: "button" }, texts.cancel);
  const place = element(
    "div",
    { class: "confirm", role: "group", "aria-label": texts.deleteData, hidden: "" },
    element("p", {}, texts.deleteQuestion),
    yes,
    no,
  );
  const hide = () => {
    const wasOpen = !place.hidden;
    place.hidden = true;
    if (wasOpen) back();
    return wasOpen;
  };
  no.addEventListener("click", hide);
  yes.addEventListener("click", () => {
    hide();
    void acts.erase();
  });
  const show = () => {
    place.hidden = false;
    no.focus();
  };
  return { place, show, hide };
}

function formOf(texts: Texts, acts: FrameActs) {
  const input = element("textarea", {
    rows: "1",
    maxlength: LONGEST,
    placeholder: texts.placeholder,
    "aria-label": texts.input,
    enterkeyhint: "send",
  });
  const place = element("form", { class: "say" }, input, element("button", { class: "send" }, texts.send));
  const send = (event: Event) => {
    event.preventDefault();
    const text = input.value.trim();
    if (!text) return;
    input.value = "";
    acts.say(text);
  };
  place.addEventListener("submit", send);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) send(event);
  });
  return { place, input };
}

function onKey(event: KeyboardEvent, panel: HTMLElement, head: Head, acts: FrameActs): void {
  if (event.key === "Escape") {
    event.stopPropagation();
    if (!head.fold()) acts.close();
  }
  // Full screen there is nothing else to reach.
  if (event.key === "Tab" && matchMedia("(max-width: 480px)").matches) keepInside(event, panel);
}

function keepInside(event: KeyboardEvent, panel: HTMLElement): void {
  const reachable = [
    ...panel.querySelectorAll<HTMLElement>("button, a[href], input, textarea, summary, [tabindex='0']"),
  ].filter((each) => each.getClientRects().length);
  const edge = event.shiftKey ? reachable[0] : reachable[reachable.length - 1];
  const root = panel.getRootNode() as ShadowRoot;
  if (root.activeElement !== edge) return;
  event.preventDefault();
  (event.shiftKey ? reachable[reachable.length - 1] : reachable[0])?.focus();
}

function button(sign: string, label: string): HTMLButtonElement {
  const face = element("span", { "aria-hidden": "true" }, sign);
  return element("button", { type: "button", class: "icon", "aria-label": label, title: label }, face);
}
