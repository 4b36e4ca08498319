import type { Message, Mine } from "../wire.ts";
import type { HeldMessage } from "./conversation.ts";
import { countMerged } from "./unread.ts";
import type { Work } from "./work.ts";

/** Takes the states that are newer than those held; whatever carries a message also settles its outbox row. */
export function mergeMessages(work: Work, messages: readonly Message[] | undefined): void {
  for (const message of messages ?? []) mergeMessage(work, message);
}

export function mergeMessage(work: Work, message: HeldMessage): void {
  const { c } = work;
  if (c.outbox.some((row) => row.id === message.id)) c.outbox = c.outbox.filter((row) => row.id !== message.id);
  c.seq = Math.max(c.seq, message.seq);
  mergeLast(work, message);
  const held = c.messages.get(message.id);
  if (held !== undefined && !isNewer(message, held)) return;
  countMerged(work, held, message);
  work.putMessage(message);
}

export function mergeLast(work: Work, message: HeldMessage): void {
  const { last } = work.c;
  if (last === undefined || message.seq > last.seq || (message.id === last.id && isNewer(message, last))) work.c.last = message;
}

/** One made from a receipt gives way to the server's own of the same rev. */
function isNewer(message: HeldMessage, held: HeldMessage): boolean {
  return message.rev > held.rev || (message.rev === held.rev && held.provisional === true);
}

/** What an answer says of one's own reactions holds as of each message's own rev. */
export function mergeMine(work: Work, messages: readonly Message[] | undefined, mine: Mine | undefined): void {
  for (const message of messages ?? []) {
    const known = work.c.mine.get(message.id);
    const emoji = mine?.[message.id] ?? [];
    if (known !== undefined && message.rev < known.rev) continue;
    const marks = new Map([...(known?.marks ?? [])].filter(([, mark]) => mark.rev > message.rev));
    work.putMine(message.id, { rev: message.rev, emoji, marks });
  }
}

export function markReacted(work: Work, messageId: string, emoji: string, on: boolean, rev: number): void {
  const known = work.c.mine.get(messageId) ?? { rev: 0, emoji: [], marks: new Map() };
  const mark = known.marks.get(emoji);
  if (rev < known.rev || (mark !== undefined && rev < mark.rev)) return;
  work.putMine(messageId, { ...known, marks: new Map(known.marks).set(emoji, { on, rev }) });
}
