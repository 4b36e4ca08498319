import { texts } from "../../texts.ts";
import type { Emoji } from "./emojiData.ts";

export interface Section {
  readonly title: string | undefined;
  readonly emoji: readonly Emoji[];
}

/** A line of the grid: a title, or emoji of which the first is `start`-th of all. */
export type Row = { readonly title: string } | { readonly start: number; readonly emoji: readonly Emoji[] };

export interface Rows {
  readonly rows: readonly Row[];
  /** All emoji in their order. */
  readonly flat: readonly Emoji[];
  /** Which row each of them is in. */
  readonly rowOf: readonly number[];
}

export function sectionsOf(all: readonly Emoji[], recent: readonly string[]): Section[] {
  const byEmoji = new Map(all.map((emoji) => [emoji.emoji, emoji]));
  const sections: Section[] = [{ title: texts.emoji.recent, emoji: recent.flatMap((emoji) => byEmoji.get(emoji) ?? []) }];
  texts.emoji.groups.forEach((title, group) => sections.push({ title, emoji: all.filter((emoji) => emoji.group === group) }));
  return sections.filter(({ emoji }) => emoji.length > 0);
}

export function rowsOf(sections: readonly Section[], columns: number): Rows {
  const rows: Row[] = [];
  const flat: Emoji[] = [];
  const rowOf: number[] = [];
  for (const { title, emoji } of sections) {
    if (title !== undefined) rows.push({ title });
    for (let start = 0; start < emoji.length; start += columns) {
      const line = emoji.slice(start, start + columns);
      for (const one of line) {
        rowOf.push(rows.length);
        flat.push(one);
      }
      rows.push({ start: flat.length - line.length, emoji: line });
    }
  }
  return { rows, flat, rowOf };
}
