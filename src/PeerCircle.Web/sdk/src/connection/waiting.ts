const baseMs = 1_000;
const capMs = 30_000;

/** Full jitter: anywhere between nothing and the doubled step, so that a thousand clients do not come back at once. */
export function backOff(attempt: number, random: () => number): number {
  return random() * Math.min(capMs, baseMs * 2 ** Math.min(attempt, 10));
}

/** A wait that can be cut short. */
export class Pause {
  #wake: (() => void) | undefined;

  /** Resolves after `ms`, or at the next `wake`. */
  async wait(ms: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#wake = undefined;
  }

  wake(): void {
    this.#wake?.();
  }
}

/** Resolves after `ms`; rejects with the reason of `signal` once that is over. No timer is left behind then. */
export async function delay(ms: number, signal: AbortSignal): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  await unlessOver(signal, new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)))).finally(() => clearTimeout(timer));
}

/** What a promise brings; rejects with the reason of `signal` once that is over. */
export async function unlessOver<T>(signal: AbortSignal, promise: Promise<T>): Promise<T> {
  let abort = () => {};
  const over = new Promise<never>((_, reject) => {
    abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    else signal.addEventListener("abort", abort);
  });
  return Promise.race([promise, over]).finally(() => signal.removeEventListener("abort", abort));
}

/** What a promise brings, or nothing if it takes longer. No timer is left behind, which would keep a program alive. */
export async function within<T>(ms: number, promise: Promise<T>): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((resolve) => (timer = setTimeout(() => resolve(undefined), ms)));
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** Calls `listener` when the network comes or goes, or the page is looked at again. */
export function onReturn(listener: () => void): () => void {
  const seen = () => {
    if (document.visibilityState === "visible") listener();
  };
  if (typeof window === "undefined") return () => undefined;
  window.addEventListener("online", listener);
  window.addEventListener("offline", listener);
  document.addEventListener("visibilitychange", seen);
  return () => {
    window.removeEventListener("online", listener);
    window.removeEventListener("offline", listener);
    document.removeEventListener("visibilitychange", seen);
  };
}

/** Calls `listener` when the page is not looked at any more; it may be left for ever. */
export function onHide(listener: () => void): () => void {
  if (typeof window === "undefined") return () => undefined;
  const hidden = () => {
    if (document.visibilityState === "hidden") listener();
  };
  document.addEventListener("visibilitychange", hidden);
  return () => document.removeEventListener("visibilitychange", hidden);
}

/** Calls `listener` when the page is left, the last moment that is certain to come. */
export function onLeave(listener: () => void): () => void {
  if (typeof window === "undefined") return () => undefined;
  window.addEventListener("pagehide", listener);
  return () => window.removeEventListener("pagehide", listener);
}
