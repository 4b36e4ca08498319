import { Observable, type Readable } from "@peercircle/sdk";

const shownMs = 4_000;

export interface Toast {
  readonly text: string;
  readonly isError: boolean;
}

const present = new Observable<Toast | undefined>(undefined);
let timer: ReturnType<typeof setTimeout> | undefined;

/** What is said just now, if anything. */
export const toast: Readable<Toast | undefined> = present;

/** Says in a few words that something was done, or was not, where nothing else shows it. */
export function say(text: string, isError = false): void {
  clearTimeout(timer);
  present.set({ text, isError });
  timer = setTimeout(() => present.set(undefined), shownMs);
}
