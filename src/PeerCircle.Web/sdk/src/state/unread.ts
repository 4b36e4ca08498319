import type { Message } from "../wire.ts";
import type { Work } from "./work.ts";

const orMore = 100;
const newest = 500;

export function isCountable(work: Work, message: Message): boolean {
  return message.deletedAt === undefined
    && message.authorId !== undefined
    && message.authorId !== work.me
    && message.kind !== "system"
    && message.seq > work.c.readSeq;
}

/** Keeps `unread` while `message` replaces `held`. */
export function countMerged(work: Work, held: Message | undefined, message: Message): void {
  const { c } = work;
  if (held === undefined && message.seq > c.countedSeq && isCountable(work, message)) c.unread = Math.min(orMore, c.unread + 1);
  if (message.deletedAt === undefined || message.rev <= c.countedRev || message.seq <= c.readSeq) return;
  if (held !== undefined && isCountable(work, held)) {
    if (c.unread >= orMore) work.want("facts");
    else c.unread = Math.max(0, c.unread - 1);
  } else if (held === undefined && message.seq <= c.countedSeq) {
    work.want("facts");
  }
}

/** Takes a count that the server made at `rev`, and adds what came after it. */
export function baseUnread(work: Work, unread: number, seq: number, rev: number): void {
  const { c } = work;
  c.countedSeq = seq;
  c.countedRev = rev;
  let since = 0;
  for (const message of c.messages.above(c.readSeq)) {
    if (message.seq > seq && isCountable(work, message)) since++;
    if (message.deletedAt !== undefined && message.rev > rev && message.seq > c.readSeq && message.seq <= seq) work.want("facts");
  }
  c.unread = Math.min(orMore, unread + since);
}

/** One's own reading has come to `seq`, here or on another device. */
export function moveRead(work: Work, seq: number, unread: number | undefined): void {
  const { c } = work;
  if (seq < c.readSeq) return;
  c.readSeq = seq;
  const exact = countHeldAbove(work);
  const known = exact ?? unread;
  if (known === undefined) return;
  c.unread = known;
  c.countedSeq = c.seq;
}

function countHeldAbove(work: Work): number | undefined {
  const { c } = work;
  if (c.seq - c.readSeq > newest) return undefined;
  let count = 0;
  for (let seq = c.readSeq + 1; seq <= c.seq; seq++) {
    const message = c.messages.at(seq);
    if (message === undefined) return undefined;
    if (isCountable(work, message)) count++;
  }
  return Math.min(orMore, count);
}
