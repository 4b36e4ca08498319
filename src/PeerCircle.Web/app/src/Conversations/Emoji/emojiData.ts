import address from "emoji-picker-element-data/en/emojibase/data.json?url";

export interface Emoji {
  readonly emoji: string;
  /** What it shows, in words. */
  readonly name: string;
  readonly group: number;
  readonly shortcodes: readonly string[];
  readonly words: readonly string[];
}

interface Entry {
  readonly emoji: string;
  readonly annotation: string;
  readonly group: number;
  readonly version: number;
  readonly shortcodes?: readonly string[];
  readonly tags?: readonly string[];
}

/** Later ones are boxes on many devices still. */
const latestVersion = 15;
/** Skin tones by themselves. */
const components = 2;

let loading: Promise<readonly Emoji[]> | undefined;

/** All emoji by group, from this server; loaded once. A failed load is tried again by the next call. */
export function loadEmoji(): Promise<readonly Emoji[]> {
  loading ??= load().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function load(): Promise<readonly Emoji[]> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`The emoji could not be loaded (${answer.status}).`);
  return understood((await answer.json()) as readonly Entry[]);
}

export function understood(entries: readonly Entry[]): Emoji[] {
  return entries
    .filter((entry) => entry.group !== components && entry.version <= latestVersion)
    .map(({ emoji, annotation, group, shortcodes = [], tags = [] }) => ({ emoji, name: annotation, group, shortcodes, words: [...annotation.toLowerCase().split(/[^\p{L}\p{N}]+/u), ...tags] }));
}
