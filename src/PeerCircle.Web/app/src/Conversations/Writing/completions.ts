import { searchEmoji } from "../Emoji/emojiSearch.ts";
import type { Emoji } from "../Emoji/emojiData.ts";
import { placed, type Draft } from "./mentions.ts";

/** What stands before the caret and can be completed: `@na` or `:ta`. */
export interface Trigger {
  readonly kind: "member" | "emoji";
  readonly query: string;
  /** Where the `@` or `:` stands. */
  readonly from: number;
}

/** Somebody or something to choose. */
export type Option =
  | { readonly kind: "member"; readonly key: string; readonly id: string; readonly name: string; readonly about: string | undefined }
  | { readonly kind: "emoji"; readonly key: string; readonly emoji: string; readonly code: string };

export interface Candidate {
  readonly id: string;
  readonly name: string;
  readonly about: string | undefined;
}

const most = 8;
const longestName = 40;
const member = /(?:^|[\s([{"'«„“,;/])@([^\s@][^@\n]*|)$/u;
const emoji = /(?:^|[\s([{"'])(:([a-z0-9_+-]{2,}))$/iu;

export function triggerAt(draft: Draft, caret: number): Trigger | undefined {
  const before = draft.text.slice(0, caret);
  const named = member.exec(before);
  if (named !== null) {
    const query = named[1] ?? "";
    const from = caret - query.length - 1;
    const isTaken = placed(draft).some((mention) => mention.at === from);
    return isTaken || query.length > longestName ? undefined : { kind: "member", query, from };
  }
  const code = emoji.exec(before);
  return code === null ? undefined : { kind: "emoji", query: code[2] ?? "", from: caret - (code[1]?.length ?? 0) };
}

/** Those whose name begins with the query, then those of whom a word does. */
export function matchingMembers(candidates: readonly Candidate[], query: string): Option[] {
  const wanted = folded(query);
  return candidates
    .map((candidate) => ({ candidate, rank: rankOf(folded(candidate.name), wanted) }))
    .filter(({ rank }) => rank !== undefined)
    .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0) || a.candidate.name.localeCompare(b.candidate.name))
    .slice(0, most)
    .map(({ candidate }) => ({ kind: "member", key: candidate.id, ...candidate }));
}

export function matchingEmoji(all: readonly Emoji[], query: string): Option[] {
  return searchEmoji(all, query)
    .slice(0, most)
    .map(({ emoji: character, name, shortcodes }) => ({ kind: "emoji", key: character, emoji: character, code: shortcodes.find((code) => code.startsWith(query.toLowerCase())) ?? shortcodes[0] ?? name }));
}

function rankOf(name: string, wanted: string): number | undefined {
  if (name.startsWith(wanted)) return 0;
  return name.split(/[\s-]+/u).some((_, index, words) => words.slice(index).join(" ").startsWith(wanted)) ? 1 : undefined;
}

/** Case and accents do not matter to whoever looks for a name. */
function folded(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase();
}
