import type { ConversationRow, Member } from "@peercircle/sdk";
import type { Candidate } from "./ranking.ts";

/** A conversation, or somebody with whom there is none yet. */
export type Goal = Candidate & ({ readonly row: ConversationRow } | { readonly member: Member });

/** Conversations, and the people one has none with. `people` = only who can be written to. */
export function goalsOf(rows: readonly ConversationRow[], members: Iterable<Member>, me: string, of: "switcher" | "people"): readonly Goal[] {
  const known = new Map<string, Member>();
  for (const member of members) if (member.id !== me && member.deactivated !== true) known.set(member.id, member);
  const goals: Goal[] = [];
  for (const row of rows) {
    if (of === "people" && row.kind !== "direct") continue;
    const member = row.memberId === undefined ? undefined : known.get(row.memberId);
    if (row.memberId !== undefined) known.delete(row.memberId);
    goals.push({ id: row.id, name: row.title, ...alsoOf(member), unread: row.unread, at: row.last === undefined ? 0 : Date.parse(row.last.createdAt), row });
  }
  for (const member of known.values()) goals.push({ id: member.id, name: member.displayName, ...alsoOf(member), unread: 0, at: 0, member });
  return goals;
}

function alsoOf(member: Member | undefined): { also?: string } {
  if (member === undefined) return {};
  const words = [member.headline, member.field, member.organisation, ...(member.mentor?.open === true ? member.mentor.topics : [])].filter(Boolean);
  return words.length === 0 ? {} : { also: words.join(" ") };
}
