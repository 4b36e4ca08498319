/** A value to watch, in the form that `useSyncExternalStore` of React takes. */
export interface Readable<T> {
  /** The value as it is now. It is never changed: another value is another object, and what is the same in both is the same object. */
  readonly getSnapshot: () => T;
  /** Calls `listener` after every change until the returned function is called. */
  readonly subscribe: (listener: () => void) => () => void;
}

/** Calls each, whatever another one throws: that is thrown after all, where nobody's work is lost by it. */
export function tell(listeners: Iterable<() => void>): void {
  for (const listener of [...listeners]) {
    try {
      listener();
    } catch (error) {
      queueMicrotask(() => {
        throw error;
      });
    }
  }
}

/** A value of one's own that can be watched the same way. */
export class Observable<T> implements Readable<T> {
  #value: T;
  readonly #listeners = new Set<() => void>();

  constructor(value: T) {
    this.#value = value;
  }

  readonly getSnapshot = (): T => this.#value;

  readonly subscribe = (listener: () => void): (() => void) => {
    const own = () => listener();
    this.#listeners.add(own);
    return () => void this.#listeners.delete(own);
  };

  /** Puts another value and tells who watches, unless it is the same. */
  set(value: T): void {
    if (Object.is(value, this.#value)) return;
    this.#value = value;
    tell(this.#listeners);
  }
}

/** Resolves with the first snapshot for which it is so, the present one included. Waits as long as it takes, or rejects with the reason of `signal`. */
export async function until<T>(watched: Readable<T>, isSo: (value: T) => boolean, signal?: AbortSignal): Promise<T> {
  signal?.throwIfAborted();
  return new Promise((resolve, reject) => {
    const abort = () => end(() => reject(signal?.reason));
    const look = () => {
      const value = watched.getSnapshot();
      if (isSo(value)) end(() => resolve(value));
    };
    const unsubscribe = watched.subscribe(look);
    const end = (settle: () => void) => {
      unsubscribe();
      signal?.removeEventListener("abort", abort);
      settle();
    };
    signal?.addEventListener("abort", abort);
    look();
  });
}
