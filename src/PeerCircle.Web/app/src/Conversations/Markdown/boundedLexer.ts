import { Lexer, Tokenizer, type Token, type Tokens } from "marked";

/** Deeper than anybody writes; without a bound, a line of a thousand ">" would end the lexer's stack. */
const deepest = 8;
const mentionTag = /^<@([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})>/iu;

/** What is not taken falls through to plain text: headings, rules, tables, HTML, indented code and link definitions are none of ours. */
class ChatTokenizer extends Tokenizer {
  #depth = 0;

  override heading = nothing;
  override lheading = nothing;
  override hr = nothing;
  override html = nothing;
  override def = nothing;
  override table = nothing;
  override code = nothing;

  /** A mention has the form of a tag; the token carries the member's id as its text. */
  override tag(src: string): Tokens.Tag | undefined {
    const [raw, id] = mentionTag.exec(src) ?? [];
    return raw === undefined || id === undefined ? undefined : { type: "html", raw, text: id.toLowerCase(), inLink: false, inRawBlock: false, block: false };
  }

  override blockquote(src: string): Tokens.Blockquote | undefined {
    return this.#within(() => super.blockquote(src));
  }

  override list(src: string): Tokens.List | undefined {
    return this.#within(() => super.list(src));
  }

  override emStrong(src: string, masked: string, previous?: string): Tokens.Em | Tokens.Strong | undefined {
    return this.#within(() => super.emStrong(src, masked, previous));
  }

  override del(src: string, masked: string, previous?: string): Tokens.Del | undefined {
    return this.#within(() => super.del(src, masked, previous));
  }

  override link(src: string): Tokens.Link | Tokens.Image | undefined {
    return this.#within(() => super.link(src));
  }

  #within<T>(take: () => T | undefined): T | undefined {
    if (this.#depth >= deepest) return undefined;
    this.#depth++;
    try {
      return take();
    } finally {
      this.#depth--;
    }
  }
}

function nothing(): undefined {
  return undefined;
}

export function lex(text: string): Token[] {
  return new Lexer({ gfm: true, breaks: true, tokenizer: new ChatTokenizer() }).lex(text);
}
