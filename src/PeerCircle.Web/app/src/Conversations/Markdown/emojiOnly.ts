import { parse } from "./markdown.ts";

const most = 6;
const emoji = /^(?:\p{Regional_Indicator}{2}|[0-9#*]\uFE0F?\u20E3|\p{Extended_Pictographic}[\p{Emoji_Modifier}\uFE0F\u{E0020}-\u{E007F}]*(?:\u200D\p{Extended_Pictographic}[\p{Emoji_Modifier}\uFE0F]*)*)$/u;
const pieces = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** Whether a message is nothing but a few emoji, which are then drawn larger. */
export function isEmojiOnly(text: string): boolean {
  if (text.length > most * 16) return false;
  const [only, ...more] = parse(text);
  if (more.length > 0 || only?.kind !== "paragraph" || only.children.some((inline) => inline.kind !== "text")) return false;
  const graphemes = [...pieces.segment(text)].map(({ segment }) => segment).filter((segment) => segment.trim() !== "");
  return graphemes.length > 0 && graphemes.length <= most && graphemes.every((segment) => emoji.test(segment));
}
