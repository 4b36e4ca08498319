import { useSyncExternalStore } from "react";

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setTimeout> | undefined;

/** The day it is here, drawn again when it has passed. */
export function useToday(): string {
  return useSyncExternalStore(subscribe, () => new Date().toDateString());
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= atMidnight();
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearTimeout(timer);
    timer = undefined;
  };
}

function atMidnight(): ReturnType<typeof setTimeout> {
  const midnight = new Date();
  midnight.setHours(24, 0, 0, 0);
  return setTimeout(() => {
    timer = atMidnight();
    for (const listener of [...listeners]) listener();
  }, midnight.getTime() - Date.now());
}
