import type { ConversationFacts } from "../wire.ts";
import { mergeLast } from "./merging.ts";
import { baseUnread } from "./unread.ts";
import type { Work } from "./work.ts";

/** Takes what the server tells about a conversation; the higher `(version, rev)` wins. */
export function takeFacts(work: Work, facts: ConversationFacts, isListed: boolean): void {
  const { c } = work;
  if (c.epoch !== undefined && c.epoch !== facts.epoch) {
    if (c.cursor !== undefined) {
      work.want("sync");
      return;
    }
    work.forgetForAnotherEpoch();
    if (c.open) work.want("page");
  }
  c.epoch = facts.epoch;
  c.head = Math.max(c.head, facts.rev);
  c.seq = Math.max(c.seq, facts.seq);
  c.readSeq = Math.max(c.readSeq, facts.readSeq ?? 0);
  if (facts.last !== undefined) mergeLast(work, facts.last);
  if (wins(work, facts)) {
    c.version = facts.version;
    c.factsRev = facts.rev;
    c.facts = joined(c.facts, facts);
    if (facts.unread !== undefined) baseUnread(work, facts.unread, facts.seq, facts.rev);
  }
  if (isListed && c.cursor !== undefined && facts.rev > c.cursor) work.want("sync");
}

/** The same object again if nothing of it is new. */
function joined(known: ConversationFacts | undefined, { last: _, ...facts }: ConversationFacts): ConversationFacts {
  const isSame = known !== undefined && Object.entries(facts).every(([name, value]) => Object.is(known[name as keyof ConversationFacts], value));
  return isSame ? known : { ...known, ...facts };
}

function wins({ c }: Work, facts: ConversationFacts): boolean {
  return facts.version > c.version || (facts.version === c.version && facts.rev >= c.factsRev);
}
