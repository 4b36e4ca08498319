import type { Readable } from "@peercircle/sdk";
import { useSyncExternalStore } from "react";

/** One part of what is watched: drawn again only when that part is another one. */
export function useSelected<T, R>(readable: Readable<T>, select: (value: T) => R): R {
  return useSyncExternalStore(readable.subscribe, () => select(readable.getSnapshot()));
}
