/** The conversation as a text file. */

import { element } from "./dom";
import type { Turn } from "./reply";
import type { Texts } from "./texts";

export function transcriptOf(turns: Turn[], texts: Texts): string {
  const lines = [texts.title, texts.notice, ""];
  for (const { text, reply } of turns) {
    lines.push(`${texts.you}: ${text}`, "");
    if (!reply) continue;
    lines.push(`${texts.adviser}: ${reply.text}`);
    for (const card of reply.cards)
      lines.push(card.title, ...card.rows.map((row) => `  ${row.join(" | ")}`));
    for (const { title, section, link } of reply.sources)
      lines.push(`  ${texts.sources}: ${[title, section, link].filter(Boolean).join(" – ")}`);
    lines.push("");
  }
  return lines.join("\n");
}

export function download(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  element("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
