import type { ConversationHandle, OutboxRow } from "@peercircle/sdk";
import { useEffect, useRef, useState } from "react";
import { useSession } from "../../Accounts/SessionContext.ts";
import { spotsOf } from "./spots.ts";
import { Stay, type Destination } from "./stay.ts";
import { named, presentVisit, useVisit } from "./visits.ts";

/** The visit to a conversation that the address tells of: to a message it names, to where one left, or to what is unread. */
export function useStay(handle: ConversationHandle, isReading: () => boolean): Stay {
  const { client, me } = useSession();
  const spots = spotsOf(client);
  const visit = useVisit();
  const begun = useRef(visit.id);

  function destination(): Destination {
    const message = named();
    const { id, isReturn } = presentVisit();
    const left = isReturn ? spots.get(id) : undefined;
    if (left !== undefined) return left.to === "end" ? { to: "unread" } : left;
    if (message !== undefined) return "id" in message ? { to: "message", id: message.id } : { to: "seq", seq: message.seq, offset: "middle" };
    const kept = spots.get(handle.id);
    return kept === undefined || kept.to === "end" ? { to: "unread" } : kept;
  }

  const [stay] = useState(() => new Stay(handle, me.id, destination()));
  const reading = useRef(isReading);
  useEffect(() => void (reading.current = isReading));
  useEffect(() => stay.begin(() => reading.current()), [stay]);

  useEffect(() => {
    // Of going to another conversation one hears before this one is taken away.
    const isHere = location.pathname === `/c/${handle.id}` || location.pathname.startsWith(`/c/${handle.id}/`);
    if (begun.current === visit.id || !isHere) return;
    begun.current = visit.id;
    stay.goTo(destination());
    // Only going somewhere moves one; what else changes does not.
  }, [visit.id]);
  return stay;
}

/** One's own words are shown wherever one was; those in a thread are shown there. */
export function useOwn(stay: Stay, pending: readonly OutboxRow[]): void {
  const known = useRef(pending);
  useEffect(() => {
    const posts = pending.filter((row) => row.parentId === undefined && !known.current.some((old) => old.id === row.id)).map(({ id }) => id);
    known.current = pending;
    if (posts.length > 0) stay.goToOwn(posts);
  }, [stay, pending]);
}
