/** What the server says, and what is kept of a conversation; both are checked when read,
 * as anything may stand in the browser's storage. */

export interface Source {
  title: string;
  section: string;
  link: string | null;
}

export interface Suggestion {
  label: string;
  message: string;
}

export interface Card {
  kind: string;
  title: string;
  columns: string[];
  rows: string[][];
  alternative: string;
  image: string;
}

export interface Reply {
  text: string;
  outcome: string;
  topic: string | null;
  sources: Source[];
  suggestions: Suggestion[];
  cards: Card[];
}

export interface Turn {
  id: string;
  text: string;
  reply: Reply | null;
  thumb: string;
}

type Data = Record<string, unknown>;

export function readReply(value: unknown): Reply {
  const data = asData(value);
  return {
    text: asText(data.text),
    outcome: asText(data.outcome),
    topic: data.topic === null ? null : asText(data.topic),
    sources: asList(data.sources, (each) => ({
      title: asText(each.title),
      section: asText(each.section),
      link: typeof each.link === "string" ? each.link : null,
    })),
    suggestions: asList(data.suggestions, (each) => ({
      label: asText(each.label),
      message: asText(each.message),
    })),
    cards: asList(data.cards, (each) => ({
      kind: asText(each.kind),
      title: asText(each.title),
      columns: asTexts(each.columns),
      rows: Array.isArray(each.rows) ? each.rows.map(asTexts) : [],
      alternative: asText(each.alternative),
      image: asText(each.image),
    })),
  };
}

export function readTurns(value: unknown): Turn[] {
  return asList(value, (each) => ({
    id: asText(each.id),
    text: asText(each.text),
    reply: each.reply ? readReply(each.reply) : null,
    thumb: asText(each.thumb),
  })).filter((turn) => turn.id && (turn.text || turn.reply));
}

function asData(value: unknown): Data {
  return value && typeof value === "object" ? (value as Data) : {};
}

function asText(value: unknown): string {
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
}

function asTexts(value: unknown): string[] {
  return Array.isArray(value) ? value.map(asText) : [];
}

function asList<Item>(value: unknown, read: (each: Data) => Item): Item[] {
  return Array.isArray(value) ? value.map((each) => read(asData(each))) : [];
}
