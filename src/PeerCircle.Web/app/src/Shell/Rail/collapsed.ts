import type { ConversationKind } from "@peercircle/sdk";
import { Kept } from "../../parts/kept.ts";
import { kinds } from "./sections.ts";

/** Sections that are folded on this device. */
export const collapsed = new Kept<readonly ConversationKind[]>(
  "peercircle.folded",
  (stored) => kinds.filter((kind) => stored?.split(" ").includes(kind)),
  (value) => (value.length === 0 ? null : value.join(" ")),
);

export function fold(kind: ConversationKind): void {
  const present = collapsed.getSnapshot();
  collapsed.set(present.includes(kind) ? present.filter((other) => other !== kind) : [...present, kind]);
}
