/** Somebody named in a draft: their name stands in the text as `@Name`; `at` is where, or undefined while the text no longer says so. */
export interface Mention {
  readonly id: string;
  readonly name: string;
  readonly at?: number | undefined;
}

/** What one is writing: the words as one sees them, and who is meant by the names in them. */
export interface Draft {
  readonly text: string;
  readonly mentions: readonly Mention[];
  /** When it changes a message: the rev of the text one began with. */
  readonly baseRev?: number | undefined;
}

export interface Placed extends Mention {
  readonly at: number;
}

export const emptyDraft: Draft = { text: "", mentions: [] };

const wired = /<@([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})>/giu;
const letter = /[\p{L}\p{N}_]/u;
const mostUnplaced = 20;

/** Those that stand in the text, in its order. */
export function placed(draft: Draft): readonly Placed[] {
  return draft.mentions.filter((mention): mention is Placed => mention.at !== undefined).sort((a, b) => a.at - b.at);
}

/**
 * The draft after its text was changed in one place, by whatever means: names before and behind it stay who they are, a name that is broken is only text, and is somebody
 * again when it is restored. `caret` = where the caret stands after it: of two equal pieces it tells which one was changed.
 */
export function typed(draft: Draft, text: string, caret = text.length): Draft {
  const end = commonEnd(draft.text, text, text.length - caret);
  const start = commonStart(draft.text, text, end);
  const moved = draft.mentions.map((mention): Mention => {
    const at = movedTo(mention, draft.text.length - end, start, text.length - draft.text.length);
    return { ...mention, at: at !== undefined && text.startsWith(asText(mention), at) ? at : undefined };
  });
  return { ...draft, text, mentions: restored(text, moved) };
}

/** The draft with a name put in place of the text between `from` and `to`. */
export function mentioned(draft: Draft, member: { readonly id: string; readonly name: string }, at: number): Draft {
  const others = draft.mentions.filter((mention) => mention.at === undefined || !overlaps(mention, { ...member, at }));
  return { ...draft, mentions: [...others, { ...member, at }] };
}

/** As it is sent: `<@memberId>` for each name. */
export function toWire(draft: Draft): string {
  let text = "";
  let done = 0;
  for (const mention of placed(draft)) {
    text += `${draft.text.slice(done, mention.at)}<@${mention.id}>`;
    done = mention.at + asText(mention).length;
  }
  return text + draft.text.slice(done);
}

/** As it is written: names for ids. Whose name is not known stays as it was sent. */
export function fromWire(text: string, nameOf: (id: string) => string | undefined): Draft {
  const mentions: Mention[] = [];
  let written = "";
  let done = 0;
  for (const match of text.matchAll(wired)) {
    const id = (match[1] ?? "").toLowerCase();
    const name = nameOf(id);
    if (name === undefined) continue;
    written += text.slice(done, match.index);
    mentions.push({ id, name, at: written.length });
    written += `@${name}`;
    done = match.index + match[0].length;
  }
  return { text: written + text.slice(done), mentions };
}

/** Both, one below the other. */
export function joined(first: Draft, second: Draft): Draft {
  if (first.text.trim() === "") return second;
  const start = first.text.length + 1;
  return { ...first, text: `${first.text}\n${second.text}`, mentions: [...first.mentions, ...second.mentions.map((mention) => (mention.at === undefined ? mention : { ...mention, at: mention.at + start }))] };
}

export function asText({ name }: Mention): string {
  return `@${name}`;
}

function movedTo(mention: Mention, keptFrom: number, keptTo: number, by: number): number | undefined {
  if (mention.at === undefined) return undefined;
  if (mention.at + asText(mention).length <= keptTo) return mention.at;
  return mention.at >= keptFrom ? mention.at + by : undefined;
}

/** Undoing brings a name back as text only: it means who it meant. */
function restored(text: string, mentions: readonly Mention[]): Mention[] {
  const known: Mention[] = mentions.filter(({ at }) => at !== undefined);
  const unplaced: Mention[] = [];
  for (const mention of mentions.filter(({ at }) => at === undefined)) {
    const at = findFree(text, mention, known);
    if (at === undefined) unplaced.push(mention);
    else known.push({ ...mention, at });
  }
  return [...known, ...unplaced.slice(-mostUnplaced)];
}

function findFree(text: string, mention: Mention, taken: readonly Mention[]): number | undefined {
  const name = asText(mention);
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const [before, after] = [text[at - 1] ?? "", text[at + name.length] ?? ""];
    if (!letter.test(before) && !letter.test(after) && !taken.some((other) => overlaps(other, { ...mention, at }))) return at;
  }
  return undefined;
}

function overlaps(a: Mention, b: Mention): boolean {
  if (a.at === undefined || b.at === undefined) return false;
  return a.at < b.at + asText(b).length && b.at < a.at + asText(a).length;
}

function commonEnd(a: string, b: string, most: number): number {
  const longest = Math.min(a.length, b.length, most);
  let length = 0;
  while (length < longest && a[a.length - 1 - length] === b[b.length - 1 - length]) length++;
  return length;
}

function commonStart(a: string, b: string, end: number): number {
  const longest = Math.min(a.length, b.length) - end;
  let length = 0;
  while (length < longest && a[length] === b[length]) length++;
  return length;
}
