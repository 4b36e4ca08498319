import { useEffect } from "react";
import { useSession } from "../Accounts/SessionContext.ts";

export const awayMs = 300_000;
/** How long nothing is listened for after a sign of life: a pointer gives a hundred a second. */
export const restMs = 10_000;

// Not "scroll": lists are also scrolled by what comes into them.
const signs = ["pointermove", "pointerdown", "keydown", "wheel", "touchmove", "visibilitychange"] as const;
const options = { capture: true, passive: true } as const;

/** Tells others that one is away once nothing has been done on this page for 5 minutes, be it hidden or not, and that one is back at the first sign of life. */
export function useAway(): void {
  const { client } = useSession();
  useEffect(() => whenAway((isAway) => client.presence.setAway(isAway)), [client]);
}

/** Calls `set` as somebody goes away and comes back, maybe again with the same, until the returned function is called. */
export function whenAway(set: (isAway: boolean) => void): () => void {
  let timer: ReturnType<typeof setTimeout>;

  function listen(): void {
    for (const sign of signs) window.addEventListener(sign, seen, options);
    timer = setTimeout(() => set(true), awayMs - restMs);
  }

  function seen(): void {
    if (document.visibilityState === "hidden") return;
    stop();
    set(false);
    timer = setTimeout(listen, restMs);
  }

  function stop(): void {
    clearTimeout(timer);
    for (const sign of signs) window.removeEventListener(sign, seen, options);
  }

  timer = setTimeout(listen, restMs);
  return stop;
}
