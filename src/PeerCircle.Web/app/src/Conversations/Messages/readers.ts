import type { ConversationView } from "@peercircle/sdk";

/** By message id: the others who have read exactly so far, in the order of their ids. */
export type Readers = ReadonlyMap<string, readonly string[]>;

const none: Readers = new Map();
const farthest = 500;
const known = new WeakMap<object, { readonly of: ConversationView["messages"]; readonly readers: Readers }>();

/** Where the others are in what is loaded. Nobody is shown at their own words: that they know them is no news. */
export function readersOf({ messages, readBy, moreAfter }: ConversationView): Readers {
  if (readBy.size === 0 || messages.length === 0) return none;
  const found = known.get(readBy);
  if (found?.of === messages) return found.readers;
  const readers = new Map<string, string[]>();
  for (const [member, readSeq] of [...readBy].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const at = placeOf(messages, member, readSeq, moreAfter);
    if (at !== undefined) readers.set(at, [...(readers.get(at) ?? []), member]);
  }
  known.set(readBy, { of: messages, readers });
  return readers;
}

/** Who has written has read what was before it. */
function placeOf(messages: ConversationView["messages"], member: string, readSeq: number, moreAfter: boolean): string | undefined {
  const first = messages[0]?.seq ?? 0;
  if (readSeq < first || (moreAfter && readSeq >= (messages.at(-1)?.seq ?? 0))) return undefined;
  const from = indexOf(messages, readSeq);
  for (let index = messages.length - 1; index > Math.max(from, messages.length - farthest); index--) if (messages[index]?.authorId === member) return undefined;
  for (let index = from; index >= 0; index--) {
    const message = messages[index];
    if (message !== undefined && message.kind !== "system") return message.authorId === member ? undefined : message.id;
  }
  return undefined;
}

/** Of the last message with a `seq` of at most this. */
function indexOf(messages: ConversationView["messages"], seq: number): number {
  let low = 0;
  let high = messages.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((messages[middle]?.seq ?? Infinity) <= seq) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
