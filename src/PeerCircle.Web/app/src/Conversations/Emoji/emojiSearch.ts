import type { Emoji } from "./emojiData.ts";

/** Emoji for which every word of the query begins a word or shortcode, the closest first. */
export function searchEmoji(all: readonly Emoji[], query: string): readonly Emoji[] {
  const wanted = query.toLowerCase().replace(/^:|:$/gu, "").trim();
  if (wanted === "") return all;
  const words = wanted.split(/[\s_-]+/u).filter(Boolean);
  return all
    .map((emoji) => ({ emoji, rank: rankOf(emoji, wanted.replace(/[\s-]+/gu, "_"), words) }))
    .filter(({ rank }) => rank < none)
    .sort((a, b) => a.rank - b.rank)
    .map(({ emoji }) => emoji);
}

const none = 9;

function rankOf({ name, shortcodes, words: known }: Emoji, code: string, words: readonly string[]): number {
  if (shortcodes.includes(code)) return 0;
  if (shortcodes.some((shortcode) => shortcode.startsWith(code))) return 1;
  const title = name.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  if (words.every((word) => title.some((t) => t.startsWith(word)))) return 2;
  if (words.every((word) => known.includes(word))) return 3;
  return words.every((word) => known.some((k) => k.startsWith(word)) || shortcodes.some((shortcode) => shortcode.includes(word))) ? 4 : none;
}
