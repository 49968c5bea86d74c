/** Tables, steps, options and charts. */

import { element } from "./dom";
import type { Card } from "./reply";

const SVG = "http://www.w3.org/2000/svg";

export function cardOf(card: Card): HTMLElement {
  const figure = element("figure", { class: `card ${card.kind === "table" ? "wide" : ""}` });
  if (card.title) figure.append(element("figcaption", {}, card.title));
  if (card.kind === "table") figure.append(tableOf(card));
  else if (card.kind === "chart") figure.append(chartOf(card));
  else figure.append(listOf(card));
  return figure;
}

function tableOf(card: Card): HTMLElement {
  const head = element("tr", {}, ...card.columns.map(headOf));
  const rows = card.rows.map((row) =>
    element(
      "tr",
      {},
      ...row.map((cell, at) => (at ? element("td", {}, cell) : element("th", { scope: "row" }, cell))),
    ),
  );
  const table = element("table", {}, element("thead", {}, head), element("tbody", {}, ...rows));
  const label = card.title || card.alternative || "table";
  return element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": label }, table);
}

/** A column of row names has no name itself. */
function headOf(name: string): HTMLElement {
  return name ? element("th", { scope: "col" }, name) : element("td");
}

function listOf(card: Card): HTMLElement {
  const items = card.rows.map(([first = "", ...rest]) => {
    const more = rest.filter(Boolean).join(" ");
    return element("li", {}, element("strong", {}, first), more ? ` ${more}` : "");
  });
  return element(card.kind === "steps" ? "ol" : "ul", {}, ...items);
}

/** Bars with their numbers in words beside them, so that nobody needs to see the bars. */
function chartOf(card: Card): HTMLElement {
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
  return element("div", {}, chart, card.alternative ? element("p", { class: "small" }, card.alternative) : "");
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
