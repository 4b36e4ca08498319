import type { Readable } from "@peercircle/sdk";
import { useSyncExternalStore } from "react";

export function useReadable<T>(readable: Readable<T>): T {
  return useSyncExternalStore(readable.subscribe, readable.getSnapshot);
}
