import { describe, expect, test } from "vitest";
import { isEmojiOnly } from "../src/Conversations/Markdown/emojiOnly.ts";
import { parse, type Block, type Inline } from "../src/Conversations/Markdown/markdown.ts";
import { plainText } from "../src/Conversations/Markdown/plainText.ts";

const ada = "0197a000-0000-7000-8000-00000000000a";
const nameOf = (id: string) => (id === ada ? "Ada Brook" : "Someone");

function said(text: string): string {
  return plainText(text, nameOf);
}

function inlines(text: string): readonly Inline[] {
  const [only] = parse(text);
  return only?.kind === "paragraph" ? only.children : [];
}

describe("what is understood", () => {
  test("strong, emphasis, strike and code", () => {
    expect(inlines("**a** _b_ ~~c~~ `d`").map((inline) => inline.kind)).toEqual(["strong", "text", "em", "text", "del", "text", "code"]);
  });

  test("lists, quotes and blocks of code", () => {
    expect(parse("- a\n- b\n\n3. c\n\n> q\n\n```ts\nlet x\n```").map((block) => block.kind)).toEqual(["list", "list", "quote", "code"]);
    expect(said("3. c\n4. d")).toBe("3. c\n4. d");
    expect(parse("```ts\nlet x\n```")).toEqual([{ kind: "code", text: "let x", language: "ts" }]);
  });

  test("single line breaks, in one paragraph", () => {
    expect(parse("a\nb\n\nc")).toEqual([{ kind: "paragraph", children: [{ kind: "text", text: "a\nb" }] }, { kind: "paragraph", children: [{ kind: "text", text: "c" }] }]);
  });

  test("tasks, with their marks as text", () => {
    expect(said("- [x] done\n- [ ] open")).toBe("• ☑ done\n• ☐ open");
  });

  test("mentions, by id", () => {
    expect(inlines(`Thank you, <@${ada.toUpperCase()}>.`)).toEqual([{ kind: "text", text: "Thank you, " }, { kind: "mention", id: ada }, { kind: "text", text: "." }]);
    expect(said(`**<@${ada}>**`)).toBe("@Ada Brook");
  });
});

describe("links", () => {
  test("lead to web pages and mail only", () => {
    const kinds = (text: string) => inlines(text).map((inline) => inline.kind);
    expect(kinds("[a](https://example.org/x)")).toEqual(["link"]);
    expect(kinds("[a](mailto:a@example.org)")).toEqual(["link"]);
    for (const href of ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd", "/relative", "//example.org", "&#106;avascript:alert(1)", "java\tscript:alert(1)"])
      expect(inlines(`[a](${href})`).filter((inline) => inline.kind === "link")).toEqual([]);
  });

  test("are made of bare addresses, without the full stop behind them", () => {
    expect(inlines("See https://example.org/a_b. Or www.example.org, or ada@example.org").flatMap((inline) => (inline.kind === "link" ? inline.href : []))).toEqual([
      "https://example.org/a_b",
      "http://www.example.org/",
      "mailto:ada@example.org",
    ]);
  });

  test("that name one host and lead to another are shown as written", () => {
    expect(said("[https://bank.example](https://evil.example/x)")).toContain("https://evil.example/x");
    expect(inlines("[https://bank.example](https://bank.example/x)")).toMatchObject([{ kind: "link", href: "https://bank.example/x" }]);
  });
});

describe("what stays text", () => {
  test.each(["# not a title", "a\n---\nb", "| a | b |\n|---|---|\n| c | d |", "<b>bold</b> <script>alert(1)</script>", "![alt](https://example.org/x.png)", "[a]: https://x", "&lt;b&gt; &amp;", "***", "+", "-", ">", "1.", "``", "```", "**", "[]()", "<@nobody>", "- \n- "])("%j", (text) => {
    const kinds = JSON.stringify(parse(text));
    expect(said(text).replace(/\s+/gu, " ").trim()).toBe(text.replace(/\s+/gu, " ").trim());
    expect(kinds).not.toContain('"list"');
  });

  test("indented lines keep their indent", () => {
    expect(said("    four\n\tone")).toContain("    four");
  });
});

describe("odd input", () => {
  test.each([">", "> ", "- ", "1. ", "> - ", "[", "![", "*", "**a*", "_", "~~", "`", "<", "[a](", "a*", "<@", "http://a.("])("%j a thousand times is drawn, and quickly enough to be typed", (piece) => {
    expect(depth(parse(piece.repeat(8_000 / piece.length)))).toBeLessThan(40);
  });

  test("a lone surrogate, control characters and a text of any length", () => {
    for (const text of ["\uD83D", "a\u0000b", "\u202Eabc", "", " \n ", "x".repeat(100_000)]) expect(() => parse(text)).not.toThrow();
  });

  test("keeps every word, whatever stands around it", () => {
    const pieces = ["*", "**", "_", "~~", "`", "```", "\n", "\n\n", " ", "  ", "\t", ">", "> ", "- ", "1. ", "# ", "---", "===", "|", "<", ">", "</b>", "<!--", "-->", "<b>", "[", "]", "(", ")", "](", "![", "[x] ", "\\", "&", "&amp;", ":", "!", "https://e.org/", "www.e.org", "@e.org", `<@${ada}>`, "\"t\"", "🎉", "مرحبا", "\u200B", "\r", "<@", "  \n"];
    const random = seeded(20_261_126);
    for (let round = 0; round < 4_000; round++) {
      const words: string[] = [];
      let text = "";
      for (let count = 1 + Math.floor(random() * 14); count > 0; count--) {
        const word = `w${round}x${count}`;
        words.push(word);
        text += `${pick(pieces, random)}${random() < 0.4 ? pick(pieces, random) : ""}${word}${random() < 0.3 ? pick(pieces, random) : ""}`;
      }
      const seen = said(text) + addresses(parse(text));
      for (const word of words) expect(seen, JSON.stringify(text)).toContain(word);
    }
  });
});

describe("a message of nothing but emoji", () => {
  test.each(["🎉", "👍🏽 ❤️", "👩‍👩‍👧", "🇩🇪🇫🇷", "1️⃣", "🏴󠁧󠁢󠁥󠁮󠁧󠁿"])("is %s", (text) => expect(isEmojiOnly(text)).toBe(true));
  test.each(["", "1", "ok 🎉", "🎉🎉🎉🎉🎉🎉🎉", "#", "`🎉`", "- 🎉"])("is not %j", (text) => expect(isEmojiOnly(text)).toBe(false));
});

function depth(blocks: readonly Block[]): number {
  const texts = [...JSON.stringify(blocks)];
  let most = 0;
  let now = 0;
  for (const character of texts) {
    if (character === "{") most = Math.max(most, ++now);
    else if (character === "}") now--;
  }
  return most;
}

function addresses(blocks: readonly Block[]): string {
  return [...JSON.stringify(blocks).matchAll(/"href":"([^"]*)"/gu)].map(([, href]) => href).join(" ");
}

function pick(pieces: readonly string[], random: () => number): string {
  return pieces[Math.floor(random() * pieces.length)] ?? "";
}

/** Mulberry32: the same strings at every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
