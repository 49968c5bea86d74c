/** Tables, steps, options and charts. */

import { element, hidden, type Child } from "./dom";
import { drawn } from "./icons";
import { markdown } from "./markdown";
import type { Card } from "./reply";
import type { Texts } from "./texts";

const SVG = "http://www.w3.org/2000/svg";

const DONE = "\u2705";
const MARKED = /^([\u2705\u2b1c]?)\s*(.*)$/s;
// The server draws charts under these addresses and no others; what stands before them is ours.
const PICTURE = /^\/(charts\/[a-z]+)(\?have=[a-z0-9.-]*)?$/;

export function cardOf(card: Card, server: string, texts: Texts): HTMLElement {
  const isWide = card.kind === "table" || card.kind === "chart";
  const figure = element("figure", { class: `card ${isWide ? "wide" : ""}` });
  const address = PICTURE.exec(card.image);
  if (card.title && !address) figure.append(element("figcaption", {}, card.title));
  if (card.kind === "table") figure.append(tableOf(card, texts));
  else if (card.kind === "chart" && address)
    figure.append(...pictureOf(card, `${server}${address[1]}.svg${address[2] ?? ""}`, texts));
  else if (card.kind === "chart") figure.append(barsOf(card));
  else figure.append(listOf(card, texts));
  return figure;
}

function tableOf(card: Card, texts: Texts): HTMLElement {
  const columns = card.columns.some(Boolean) ? [element("thead", {}, rowOf(card.columns.map(headOf)))] : [];
  const rows = card.rows.map((row) =>
    rowOf(row.map((cell, at) => (at ? element("td", {}, cell) : element("th", { scope: "row" }, cell)))),
  );
  const table = element("table", {}, ...columns, element("tbody", {}, ...rows));
  const label = card.title || card.alternative || texts.table;
  return element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": label }, table);
}

function rowOf(cells: HTMLElement[]): HTMLElement {
  return element("tr", {}, ...cells);
}

/** A column of row names has no name itself. */
function headOf(name: string): HTMLElement {
  return name ? element("th", { scope: "col" }, name) : element("td");
}

function listOf(card: Card, texts: Texts): HTMLElement {
  const items = card.rows.map(([first = "", ...rest]) => {
    const [, mark = "", name = ""] = MARKED.exec(first) ?? [];
    const more = rest.filter(Boolean).join(" ");
    const item = element("li", {}, ...(mark ? markOf(mark, texts) : []), element("strong", {}, name));
    if (more) item.append(element("span", { class: "more" }, more));
    return item;
  });
  return element(card.kind === "steps" ? "ol" : "ul", {}, ...items);
}

/** Whether a step is behind a person, drawn, as many a device has no such letters. */
function markOf(mark: string, texts: Texts): Child[] {
  const isDone = mark === DONE;
  const said = isDone ? texts.stepDone : texts.stepOpen;
  return [element("span", { class: "mark" }, drawn(isDone ? "done" : "open")), hidden(`${said}: `)];
}

/** The chart as the server draws it, with its numbers to unfold; bars of our own where the
 * picture does not come. */
function pictureOf(card: Card, address: string, texts: Texts): HTMLElement[] {
  const picture = element("img", {
    class: "chart",
    width: "330",
    height: "340",
    alt: `${card.title}: ${inOneLine(card.alternative)}`,
  });
  const numbers = element("details", { class: "small" }, element("summary", {}, texts.numbers));
  numbers.append(tableOf({ ...card, rows: card.rows.map(withUnit) }, texts), ...markdown(card.alternative));
  picture.onerror = () => {
    numbers.remove();
    picture.replaceWith(element("figcaption", {}, card.title), barsOf(card));
  };
  picture.src = address;
  return [picture, numbers];
}

function withUnit([label = "", ...value]: string[]): string[] {
  return [label, value.join(" ")];
}

/** A list in light Markdown as a sentence. */
function inOneLine(text: string): string {
  return text.replace(/^- /gm, "").split("\n").join("; ");
}

/** Bars with their numbers in words beside them, so that nobody needs to see the bars. */
function barsOf(card: Card): HTMLElement {
  const largest = Math.max(...card.rows.map((row) => Math.abs(Number(row[1])) || 0), 1e-9);
  const rows = card.rows.map(([label = "", value = "", unit = ""]) =>
    element(
      "div",
      { class: "bar", role: "listitem" },
      element("span", {}, label),
      bar((Math.abs(Number(value)) || 0) / largest),
      element("span", { class: "number" }, `${value} ${unit}`.trim()),
    ),
  );
  const chart = element("div", { role: "list" }, ...rows);
  const words = element("div", { class: "small" }, ...markdown(card.alternative));
  return element("div", {}, chart, words);
}

function bar(share: number): SVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 100 8");
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("aria-hidden", "true");
  const rect = document.createElementNS(SVG, "rect");
  rect.setAttribute("width", String(Math.round(share * 100)));
  rect.setAttribute("height", "8");
  svg.append(rect);
  return svg;
}
