import type { ClientState, Conversation } from "../state/conversation.ts";
import type { ConversationFacts } from "../wire.ts";

/** A conversation in the list: its facts with what has come since. */
export interface ConversationRow extends ConversationFacts {
  readonly readSeq: number;
  readonly unread: number;
}

/** One's conversations, for a list. */
export interface ConversationList {
  /** The list has come once; until then `rows` may lack conversations. */
  readonly isLoaded: boolean;
  /** By latest message, the newest first. */
  readonly rows: readonly ConversationRow[];
}

/** Makes the list from the state; rows that did not change are the same objects. */
export class Rows {
  #cache = new Map<string, { of: Conversation; row: ConversationRow }>();
  #rows: readonly ConversationRow[] = [];

  of(state: ClientState): readonly ConversationRow[] {
    const next = new Map<string, { of: Conversation; row: ConversationRow }>();
    for (const c of state.conversations.values()) {
      if (c.facts === undefined) continue;
      const known = this.#cache.get(c.id);
      next.set(c.id, known !== undefined && isSame(known.of, c) ? known : { of: c, row: rowOf(c, c.facts) });
    }
    this.#cache = next;
    const rows = [...next.values()].map(({ row }) => row).sort(byLatest);
    if (rows.length !== this.#rows.length || rows.some((row, index) => row !== this.#rows[index])) this.#rows = rows;
    return this.#rows;
  }
}

function isSame(a: Conversation, b: Conversation): boolean {
  return a === b || (a.facts === b.facts && a.unread === b.unread && a.readSeq === b.readSeq && a.last === b.last && a.seq === b.seq);
}

function rowOf(c: Conversation, facts: ConversationFacts): ConversationRow {
  const { last: _, ...rest } = facts;
  return { ...rest, seq: c.seq, readSeq: c.readSeq, unread: c.unread, ...(c.last === undefined ? {} : { last: c.last }) };
}

function byLatest(a: ConversationRow, b: ConversationRow): number {
  const [first, second] = [a.last?.createdAt ?? "", b.last?.createdAt ?? ""];
  return first === second ? a.title.localeCompare(b.title) : first < second ? 1 : -1;
}
