import { parse, type Block, type Inline } from "./markdown.ts";

const mention = /<@([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})>/giu;

/** What a message says without its marks, for one line, for reading out and for comparing. */
export function plainText(text: string, nameOf: (id: string) => string): string {
  return parse(text)
    .map((block) => ofBlock(block, nameOf))
    .join("\n");
}

/** The text as written, with names where mentions are: for copying and inside of code. */
export function withNames(text: string, nameOf: (id: string) => string): string {
  return text.replace(mention, (_, id: string) => `@${nameOf(id.toLowerCase())}`);
}

function ofBlock(block: Block, nameOf: (id: string) => string): string {
  switch (block.kind) {
    case "paragraph":
      return ofInlines(block.children, nameOf);
    case "code":
      return block.language === undefined ? block.text : `${block.language}\n${block.text}`;
    case "quote":
      return block.blocks.map((inner) => ofBlock(inner, nameOf)).join("\n");
    case "list":
      return block.items.map((item, index) => `${block.start === undefined ? "•" : `${block.start + index}.`} ${item.map((inner) => ofBlock(inner, nameOf)).join("\n")}`).join("\n");
  }
}

function ofInlines(inlines: readonly Inline[], nameOf: (id: string) => string): string {
  return inlines
    .map((inline) => {
      switch (inline.kind) {
        case "text":
        case "code":
          return inline.text;
        case "mention":
          return `@${nameOf(inline.id)}`;
        default:
          return ofInlines(inline.children, nameOf);
      }
    })
    .join("");
}
