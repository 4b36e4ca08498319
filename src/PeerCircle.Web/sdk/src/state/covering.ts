import type { Range } from "./conversation.ts";
import type { Work } from "./work.ts";

/** All changes in `(from, to]` are known: moves the cursor, or remembers the range ahead of it. */
export function cover(work: Work, from: number, to: number): void {
  const { c } = work;
  if (to <= from) return;
  if (c.cursor !== undefined && from <= c.cursor) {
    c.cursor = Math.max(c.cursor, to);
    joinAhead(work);
  } else {
    c.ahead = withRange(c.ahead, [from, to]);
  }
}

export function startCursor(work: Work, rev: number): void {
  work.c.cursor = rev;
  work.c.started = rev;
  joinAhead(work);
}

function joinAhead(work: Work): void {
  const { c } = work;
  let cursor = c.cursor;
  if (cursor === undefined) return;
  let joined = 0;
  for (const [from, to] of c.ahead) {
    if (from > cursor) break;
    cursor = Math.max(cursor, to);
    joined++;
  }
  if (joined > 0) c.ahead = c.ahead.slice(joined);
  c.cursor = cursor;
}

function withRange(ranges: readonly Range[], added: Range): Range[] {
  const sorted = [...ranges, added].sort((a, b) => a[0] - b[0]);
  const result: Range[] = [];
  for (const [from, to] of sorted) {
    const previous = result.at(-1);
    if (previous !== undefined && from <= previous[1]) result[result.length - 1] = [previous[0], Math.max(previous[1], to)];
    else result.push([from, to]);
  }
  return result;
}
