import type { ConversationRow } from "@peercircle/sdk";
import { inRailOrder } from "../Rail/sections.ts";

/** The conversation above (-1) or below (1) the present one in the rail, round at its ends; with `unreadOnly` the nearest that has something new. */
export function neighbour(rows: readonly ConversationRow[], present: string | undefined, step: 1 | -1, unreadOnly: boolean): ConversationRow | undefined {
  const order = inRailOrder(rows);
  const at = order.findIndex((row) => row.id === present);
  const start = at < 0 ? (step === 1 ? -1 : order.length) : at;
  for (let walked = 1; walked <= order.length; walked++) {
    const row = order[(((start + step * walked) % order.length) + order.length) % order.length];
    if (row !== undefined && row.id !== present && (!unreadOnly || row.unread > 0)) return row;
  }
  return undefined;
}
