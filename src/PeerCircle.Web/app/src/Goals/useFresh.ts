import { useEffect } from "react";
import { useSession } from "../Accounts/SessionContext.ts";
import { useReadable } from "../parts/useReadable.ts";

const freshMs = 30_000;

/** Looks again when the page is looked at again, when there is a connection again, and now and then: not everything about a goal comes as a message. */
export function useFresh(reload: () => void): void {
  const { client } = useSession();
  const isOnline = useReadable(client.connection).state === "online";
  useEffect(() => {
    if (!isOnline) return;
    const look = () => {
      if (document.visibilityState === "visible") reload();
    };
    const timer = setInterval(look, freshMs);
    document.addEventListener("visibilitychange", look);
    window.addEventListener("focus", look);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
      window.removeEventListener("focus", look);
    };
  }, [reload, isOnline]);
  useEffect(() => {
    if (isOnline) return reload; // The line is gone: what is missed meanwhile is read when it is back.
    return undefined;
  }, [reload, isOnline]);
}
