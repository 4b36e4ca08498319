import type { PeerCircleClient } from "@peercircle/sdk";

/** Where a reader is, or is to be: at the end, or with the message of a `seq` that many pixels below the upper edge (or in the middle). */
export type Spot = { readonly to: "end" } | { readonly to: "seq"; readonly seq: number; readonly offset: number | "middle" };

export const theEnd: Spot = { to: "end" };

/** Of one session: whoever signs in next begins without them. */
const spots = new WeakMap<PeerCircleClient, Map<string, Spot>>();

/** Where one left each place, as long as the session lasts. A place is a conversation, or a message in it that an address named. */
export function spotsOf(client: PeerCircleClient): Map<string, Spot> {
  const known = spots.get(client) ?? new Map<string, Spot>();
  spots.set(client, known);
  return known;
}
