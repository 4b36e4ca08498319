import type { ConversationView } from "@peercircle/sdk";
import { useState } from "react";

interface Held {
  readonly title: string | undefined;
  /** Words of one's own that were not settled. */
  readonly unsent: readonly string[];
}

const nothing: Held = { title: undefined, unsent: [] };

/** What is worth knowing of a conversation that is taken away while one looks at it. */
export function useLastHeld(view: Pick<ConversationView, "isHeld" | "facts" | "pending">): Held {
  const [kept, setKept] = useState({ facts: view.facts, pending: view.pending, held: nothing });
  if (!view.isHeld || (view.facts === kept.facts && view.pending === kept.pending && kept.held !== nothing)) return kept.held;
  const held = { title: view.facts?.title, unsent: view.pending.map((row) => row.text) };
  setKept({ facts: view.facts, pending: view.pending, held });
  return held;
}
