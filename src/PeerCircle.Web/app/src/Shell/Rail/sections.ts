import type { ConversationKind, ConversationRow } from "@peercircle/sdk";

/** The kinds in the order of the rail. */
export const kinds = ["wins", "circle", "room", "direct"] as const satisfies readonly ConversationKind[];

export type Sections = Readonly<Record<ConversationKind, readonly ConversationRow[]>>;

const none: Sections = { wins: [], circle: [], room: [], direct: [] };

/** Parts the list by kind. A section in which nothing changed is the one of `before`, so that only the others are drawn again. */
export function sectionsOf(rows: readonly ConversationRow[], before: Sections = none): Sections {
  const kept = (kind: ConversationKind) => {
    const section = rows.filter((row) => row.kind === kind);
    return isSame(section, before[kind]) ? before[kind] : section;
  };
  return { wins: kept("wins"), circle: kept("circle"), room: kept("room"), direct: kept("direct") };
}

/** As one reads the rail from top to bottom. */
export function inRailOrder(rows: readonly ConversationRow[]): readonly ConversationRow[] {
  const sections = sectionsOf(rows);
  return kinds.flatMap((kind) => sections[kind]);
}

function isSame(a: readonly ConversationRow[], b: readonly ConversationRow[]): boolean {
  return a.length === b.length && a.every((row, index) => row === b[index]);
}
