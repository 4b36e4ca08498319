import type { Page, PageRequest } from "../wire.ts";
import type { Work } from "./work.ts";

/** Unites the range of a page with the loaded one where they touch; a page apart from it replaces it. */
export function loadRange(work: Work, page: Page, asked: PageRequest): void {
  const { c } = work;
  const first = page.messages[0]?.seq;
  const last = page.messages.at(-1)?.seq;
  const loaded = c.loaded;
  if (first === undefined || last === undefined) {
    if (loaded === undefined) replace(work, page, page.seq + 1, page.seq);
    else if (asked.before !== undefined) c.moreBefore = page.moreBefore;
    else if (asked.after !== undefined) c.moreAfter = page.moreAfter;
    return;
  }
  if (loaded === undefined || first > loaded.last + 1 || last < loaded.first - 1) {
    replace(work, page, first, last);
    return;
  }
  if (first <= loaded.first) c.moreBefore = page.moreBefore;
  if (last >= loaded.last) c.moreAfter = page.moreAfter;
  c.loaded = { first: Math.min(first, loaded.first), last: Math.max(last, loaded.last) };
}

/** At the live end the range grows with what is pushed, as far as nothing is missing. */
export function growAtEnd(work: Work): void {
  const { c } = work;
  if (c.loaded === undefined || c.moreAfter) return;
  let { last } = c.loaded;
  while (c.messages.at(last + 1) !== undefined) last++;
  if (last !== c.loaded.last) c.loaded = { first: c.loaded.first, last };
}

/** Keeps `first` to `last` of the loaded range. What was seen beyond a gap at the live end stays, too: once the gap closes nothing else would bring it. */
export function trim(work: Work, first: number, last: number): void {
  const { c } = work;
  const loaded = c.loaded;
  const kept = loaded === undefined ? undefined : { first: Math.max(first, loaded.first), last: Math.min(last, loaded.last) };
  const end = kept !== undefined && kept.last === loaded?.last && !c.moreAfter ? Infinity : kept?.last;
  const dropped = [...c.messages.values()].filter(({ seq }) => kept === undefined || end === undefined || seq < kept.first || seq > end);
  for (const message of dropped) {
    for (const mark of c.mine.get(message.id)?.marks.values() ?? []) c.discarded = Math.max(c.discarded, mark.rev);
    c.discarded = Math.max(c.discarded, message.rev);
    c.countedSeq = Math.max(c.countedSeq, message.seq);
  }
  work.dropMessages(dropped);
  if (loaded === undefined || kept === undefined) return;
  if (kept.first > loaded.first) c.moreBefore = true;
  if (kept.last < loaded.last) c.moreAfter = true;
  c.loaded = kept;
}

function replace(work: Work, page: Page, first: number, last: number): void {
  Object.assign(work.c, { loaded: { first, last }, moreBefore: page.moreBefore, moreAfter: page.moreAfter });
}
