import { isOwnEnd, type Circle, type ConversationRow } from "@peercircle/sdk";
import { useCallback, useEffect, useState } from "react";
import { useSession } from "../Accounts/SessionContext.ts";
import { useLoaded } from "../parts/useLoaded.ts";
import { useReadable } from "../parts/useReadable.ts";

/** A purpose or a number of seats changes without a word in the conversation. */
const freshMs = 30_000;

export interface CircleState {
  readonly circle: Circle | undefined;
  /** Its conversation, as long as one is in. */
  readonly row: ConversationRow | undefined;
  /** Not in, or not in any more. */
  readonly isOut: boolean;
  readonly error: unknown;
  /** Takes over what the server answered to a change. */
  readonly take: (circle: Circle) => void;
  readonly reload: () => void;
}

/** A circle one is in, kept up to date by the system messages of its conversation. */
export function useCircle(circleId: string): CircleState {
  const { client } = useSession();
  const { isLoaded, rows } = useReadable(client.conversations);
  const row = rows.find((candidate) => candidate.circleId === circleId);
  const notice = useNotices(row?.id);
  const isIn = row !== undefined;
  const load = useCallback(async () => (isIn ? client.api.circles.get(circleId) : undefined), [client, circleId, isIn, notice]);
  const { value, error, reload } = useLoaded(load);
  const [own, setOwn] = useState<{ readonly over: Circle | undefined; readonly circle: Circle }>();
  useFresh(reload);
  return {
    circle: isIn ? (own?.over === value ? own?.circle : undefined) ?? value : undefined,
    row,
    isOut: isLoaded && !isIn,
    error: isIn ? error : undefined,
    take: (circle) => setOwn({ over: value, circle }),
    reload,
  };
}

/** A number that grows with the system messages of a conversation; it is kept open for them. */
function useNotices(conversationId: string | undefined): number {
  const { client, me } = useSession();
  const handle = client.conversation(conversationId ?? "");
  const { messages } = useReadable(handle);
  useEffect(() => (conversationId === undefined ? undefined : handle.open()), [handle, conversationId]);
  return messages.findLast((message) => message.kind === "system" && !isOwnEnd(message, me.id))?.seq ?? 0;
}

function useFresh(reload: () => void): void {
  useEffect(() => {
    const look = () => {
      if (document.visibilityState === "visible") reload();
    };
    const timer = setInterval(look, freshMs);
    document.addEventListener("visibilitychange", look);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, [reload]);
}
