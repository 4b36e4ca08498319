import type { Member, Room } from "@peercircle/sdk";

/** Shorter words say nothing of a topic. */
const leastLetters = 4;

/** Rooms by how many words they share with what a member says of themselves, then by how many people are there. */
export function byKinship(rooms: readonly Room[], member: Member): readonly Room[] {
  const own = wordsOf([member.headline, member.workingTowards, member.field, ...(member.mentor?.topics ?? [])]);
  const shared = new Map(rooms.map((room) => [room.id, wordsOf([room.name, room.topic, ...(room.tags ?? [])]).filter((word) => own.some((other) => isKin(word, other))).length]));
  return [...rooms].sort((a, b) => (shared.get(b.id) ?? 0) - (shared.get(a.id) ?? 0) || b.memberCount - a.memberCount || a.name.localeCompare(b.name));
}

function wordsOf(texts: readonly (string | undefined)[]): string[] {
  const words = texts.flatMap((text) => text?.toLocaleLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
  return [...new Set(words)].filter((word) => word.length >= leastLetters);
}

/** The same word, or one that the other goes on from: board and boards. */
function isKin(a: string, b: string): boolean {
  return a.startsWith(b) || b.startsWith(a);
}
