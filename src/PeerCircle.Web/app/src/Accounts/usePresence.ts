import type { PresenceState, Readable } from "@peercircle/sdk";
import { useEffect, useMemo } from "react";
import { useReadable } from "../parts/useReadable.ts";
import { useSession } from "./SessionContext.ts";

const unknown: Readable<undefined> = { getSnapshot: () => undefined, subscribe: () => () => undefined };

/** Whether somebody is there, asked about as long as it is drawn. Of oneself, and of no one, nothing. */
export function usePresence(memberId: string | undefined): PresenceState | undefined {
  const { client, me } = useSession();
  const id = memberId === me.id ? undefined : memberId;
  useEffect(() => (id === undefined ? undefined : client.presence.watch([id])), [client, id]);
  return useReadable<PresenceState | undefined>(useMemo(() => (id === undefined ? unknown : client.presence.of(id)), [client, id]));
}
