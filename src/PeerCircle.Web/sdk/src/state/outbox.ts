import type { Receipt } from "../wire.ts";
import type { OutboxRow } from "./conversation.ts";
import { mergeMessage } from "./merging.ts";
import type { Work } from "./work.ts";

export function addPost(work: Work, id: string, text: string, parentId: string | undefined): void {
  const row: OutboxRow = { id, text, status: "queued", ...(parentId === undefined ? {} : { parentId }) };
  work.c.outbox = [...work.c.outbox, row];
}

/** The receipt settles the row as a provisional state, unless the message has come already. */
export function settle(work: Work, receipt: Receipt): void {
  const row = work.c.outbox.find((r) => r.id === receipt.id);
  if (row === undefined) return;
  mergeMessage(work, {
    id: row.id,
    seq: receipt.seq,
    rev: receipt.rev,
    kind: "text",
    authorId: work.me,
    text: row.text,
    ...(row.parentId === undefined ? {} : { parentId: row.parentId }),
    createdAt: receipt.at,
    provisional: true,
  });
}

export function refuse(work: Work, id: string, code: string, retryable: boolean): void {
  const changed = change(work, id, ["sending"], (row) => (retryable ? { ...row, status: "waiting" } : { ...row, status: "failed", code }));
  if (changed && retryable) work.wants.push({ want: "later", conversationId: work.c.id, id });
}

export function wake(work: Work, id: string): void {
  change(work, id, ["waiting"], (row) => ({ ...row, status: "queued" }));
}

export function retry(work: Work, id: string): void {
  const row = work.c.outbox.find((r) => r.id === id && r.status === "failed");
  if (row === undefined) return;
  work.c.outbox = work.c.outbox.filter((r) => r !== row);
  addPost(work, row.id, row.text, row.parentId);
}

export function discard(work: Work, id: string): void {
  change(work, id, ["failed", "queued"], () => undefined);
}

export function holdBack(work: Work): void {
  if (!work.c.outbox.some(isUnderWay)) return;
  work.c.outbox = work.c.outbox.map((row) => (isUnderWay(row) ? { ...row, status: "queued" } : row));
}

/** One post in flight in a conversation, and none overtakes one that waits. */
export function sendNext(work: Work): void {
  const { c } = work;
  if (c.outbox.some(isUnderWay)) return;
  const next = c.outbox.find((row) => row.status === "queued");
  if (next === undefined) return;
  c.outbox = c.outbox.map((row) => (row === next ? { ...row, status: "sending" } : row));
  work.wants.push({ want: "send", conversationId: c.id, id: next.id });
}

function isUnderWay(row: OutboxRow): boolean {
  return row.status === "sending" || row.status === "waiting";
}

function change(work: Work, id: string, from: readonly string[], to: (row: OutboxRow) => OutboxRow | undefined): boolean {
  const row = work.c.outbox.find((r) => r.id === id && from.includes(r.status));
  if (row === undefined) return false;
  work.c.outbox = work.c.outbox.flatMap((r) => (r === row ? (to(r) ?? []) : r));
  return true;
}
