/** Light Markdown as elements: paragraphs, lists, **bold**, *italic*, `code`, [links](…).
 * Everything else stays the text that it is. */

import { element, type Child } from "./dom";

const SCHEMES = new Set(["http:", "https:", "mailto:"]);
const INLINE = /\*\*([^*\n]+)\*\*|\*([^*\s][^*\n]*)\*|`([^`\n]+)`|\[([^\]\n]+)\]\(([^()\s]+)\)/g;
const ITEM = /^\s*(?:[-*]|(\d{1,3})[.)])\s+(.*)$/;

/** The address if it may be followed, otherwise null. */
export function safeAddress(address: string): string | null {
  try {
    const url = new URL(address);
    return SCHEMES.has(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

/** A link, or its text alone where its address may not be followed. */
export function link(text: string, address: string): Child {
  const safe = safeAddress(address);
  if (!safe) return text;
  return element("a", { href: safe, target: "_blank", rel: "noopener noreferrer nofollow" }, text);
}

export function markdown(text: string): Node[] {
  return text.split(/\n{2,}/).flatMap((block) => (block.trim() ? blockOf(block) : []));
}

function blockOf(block: string): Node[] {
  const made: Node[] = [];
  let list: HTMLElement | null = null;
  let paragraph: HTMLElement | null = null;
  for (const line of block.split("\n")) {
    const item = ITEM.exec(line);
    if (item) {
      const name = item[1] ? "ol" : "ul";
      if (list?.localName !== name) {
        list = item[1] ? element("ol", { start: item[1] }) : element("ul");
        made.push(list);
      }
      list.append(element("li", {}, ...inline(item[2] ?? "")));
      paragraph = null;
    } else if (paragraph) {
      paragraph.append(element("br"), ...inline(line));
    } else {
      paragraph = element("p", {}, ...inline(line));
      made.push(paragraph);
      list = null;
    }
  }
  return made;
}

function inline(text: string): Child[] {
  const made: Child[] = [];
  let after = 0;
  for (const match of text.matchAll(INLINE)) {
    const [whole, bold, italic, code, label, address] = match;
    made.push(text.slice(after, match.index));
    if (bold) made.push(element("strong", {}, bold));
    else if (italic) made.push(element("em", {}, italic));
    else if (code) made.push(element("code", {}, code));
    else made.push(link(label ?? "", address ?? ""));
    after = match.index + whole.length;
  }
  made.push(text.slice(after));
  return made;
}
