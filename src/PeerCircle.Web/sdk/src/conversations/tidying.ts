import type { Conversation } from "../state/conversation.ts";
import type { Acts } from "./acts.ts";
import type { Store } from "./store.ts";

/** How many messages stay of a conversation that nobody shows, and behind whoever follows one. */
const kept = 100;

/** Done now and then, so that a client that stays for weeks holds no more than what it shows, and the end of what it has shown. */
export function tidy(store: Store, acts: Acts): void {
  for (const c of store.state.conversations.values()) if (!c.open) tidyClosed(store, c);
  acts.prune();
}

/** Keeps the end of what is loaded; nothing, if nothing is. */
export function tidyClosed(store: Store, c: Conversation): void {
  if (c.loaded !== undefined) tidyBefore(store, c, c.loaded.last + 1);
  else if (c.messages.blocks.size > 0) store.dispatch({ step: "trim", conversationId: c.id, first: 0, last: 0 });
}

/** Drops what is loaded and far before a `seq`. Only at the live end: what was loaded in the past is shown to somebody, or replaced. */
export function tidyBefore(store: Store, { id, loaded, moreAfter }: Conversation, seq: number): void {
  if (loaded !== undefined && !moreAfter && seq - loaded.first > kept) store.dispatch({ step: "trim", conversationId: id, first: Math.min(seq, loaded.last + 1) - kept, last: loaded.last });
}
