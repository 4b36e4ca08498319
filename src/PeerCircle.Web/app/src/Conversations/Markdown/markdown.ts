import type { MarkedToken, Token, Tokens } from "marked";
import { lex } from "./boundedLexer.ts";
import { safeAddress } from "./links.ts";

/** The text of a message, understood: only what chat needs, everything else stays text. Pure data, so that it can be drawn or read out. */
export type Inline =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "mention"; readonly id: string }
  | { readonly kind: "link"; readonly href: string; readonly children: readonly Inline[] }
  | { readonly kind: "strong" | "em" | "del"; readonly children: readonly Inline[] };

export type Block =
  | { readonly kind: "paragraph"; readonly children: readonly Inline[] }
  | { readonly kind: "code"; readonly text: string; readonly language: string | undefined }
  | { readonly kind: "quote"; readonly blocks: readonly Block[] }
  | { readonly kind: "list"; readonly start: number | undefined; readonly items: readonly (readonly Block[])[] };

const longest = 12_000;
const kept = 500;
const known = new Map<string, readonly Block[]>();

/** Never throws, and never loses a word. The same text answers the same blocks, as long as it is among the last 500. */
export function parse(text: string): readonly Block[] {
  const found = known.get(text);
  known.delete(text);
  const blocks = found ?? parsed(text);
  known.set(text, blocks);
  if (known.size > kept) for (const oldest of known.keys()) return known.delete(oldest), blocks;
  return blocks;
}

function parsed(text: string): readonly Block[] {
  if (text.length > longest) return [plain(text)]; // Lexing takes the square of the length at worst.
  try {
    return blocksOf(lex(text));
  } catch {
    return [plain(text)];
  }
}

function plain(text: string): Block {
  return { kind: "paragraph", children: [{ kind: "text", text }] };
}

function blocksOf(tokens: readonly Token[]): Block[] {
  return tokens.flatMap((token) => blockOf(token as MarkedToken));
}

function blockOf(token: MarkedToken): Block[] {
  switch (token.type) {
    case "space":
      return [];
    case "checkbox":
      return [plain(token.checked ? "☑ " : "☐ ")];
    case "code":
      return token.text.trim() === "" ? [plain(token.raw.trimEnd())] : [{ kind: "code", text: token.text, language: token.lang?.trim() || undefined }];
    case "blockquote":
      return orRaw(token, { kind: "quote", blocks: blocksOf(token.tokens) });
    case "list":
      return orRaw(token, { kind: "list", start: token.ordered && token.start !== "" ? token.start : undefined, items: token.items.map(itemOf) });
    case "paragraph":
    case "text":
      return [{ kind: "paragraph", children: inlinesOf(token.tokens ?? [token]) }];
    default:
      return [plain(token.raw)];
  }
}

/** The mark of a task stands in the line of its words. */
function itemOf(item: Tokens.ListItem): Block[] {
  const blocks = blocksOf(item.tokens);
  const [mark, first, ...rest] = blocks;
  if (!item.task || mark?.kind !== "paragraph" || first?.kind !== "paragraph") return blocks;
  return [{ kind: "paragraph", children: [...mark.children, ...first.children] }, ...rest];
}

/** Marks around nothing are what somebody wanted to say: a single "+" or ">". */
function orRaw(token: MarkedToken, block: Block): Block[] {
  return isEmpty(block) ? [plain(token.raw.trimEnd())] : [block];
}

function isEmpty(block: Block): boolean {
  switch (block.kind) {
    case "paragraph":
      return block.children.every((inline) => inline.kind === "text" && inline.text.trim() === "");
    case "quote":
      return block.blocks.every(isEmpty);
    case "list":
      return block.items.every((item) => item.every(isEmpty));
    case "code":
      return false;
  }
}

function inlinesOf(tokens: readonly Token[]): Inline[] {
  const inlines: Inline[] = [];
  for (const token of tokens) {
    const next = inlineOf(token as MarkedToken);
    const last = inlines.at(-1);
    if (next.kind === "text" && last?.kind === "text") inlines[inlines.length - 1] = { kind: "text", text: last.text + next.text };
    else inlines.push(next);
  }
  return inlines;
}

function inlineOf(token: MarkedToken): Inline {
  switch (token.type) {
    case "br":
      return { kind: "text", text: "\n" };
    case "escape":
    case "text":
      return { kind: "text", text: token.text };
    case "html":
      return { kind: "mention", id: token.text };
    case "codespan":
      return token.text.trim() === "" ? raw(token) : { kind: "code", text: token.text };
    case "strong":
    case "em":
    case "del":
      return token.text.trim() === "" ? raw(token) : { kind: token.type, children: inlinesOf(token.tokens) };
    case "link":
      return linkOf(token);
    default:
      return raw(token);
  }
}

function linkOf(token: Tokens.Link): Inline {
  const hasTitle = typeof token.title === "string" && token.title !== ""; // It would be seen by few and said to nobody.
  const href = token.text.trim() === "" || hasTitle ? undefined : safeAddress(token.href, token.text);
  return href === undefined ? raw(token) : { kind: "link", href, children: inlinesOf(token.tokens) };
}

function raw(token: MarkedToken): Inline {
  return { kind: "text", text: token.raw };
}
