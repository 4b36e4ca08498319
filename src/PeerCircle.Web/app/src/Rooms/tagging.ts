import type { Room } from "@peercircle/sdk";

const most = 12;

/** The tags to choose from: those of most rooms first, and the chosen one whether a room has it or not. */
export function tagsOf(rooms: readonly Room[], chosen: string): readonly string[] {
  const counts = new Map<string, { readonly tag: string; count: number }>();
  for (const tag of rooms.flatMap((room) => room.tags ?? [])) {
    const known = counts.get(tag.toLocaleLowerCase());
    if (known === undefined) counts.set(tag.toLocaleLowerCase(), { tag, count: 1 });
    else known.count++;
  }
  const tags = [...counts.values()]
    .sort((a, b) => b.count - a.count || a.tag.localeCompare(b.tag))
    .slice(0, most)
    .map(({ tag }) => tag);
  return chosen === "" || tags.some((tag) => isSameTag(tag, chosen)) ? tags : [chosen, ...tags];
}

export function isSameTag(a: string, b: string): boolean {
  return a.toLocaleLowerCase() === b.toLocaleLowerCase();
}
