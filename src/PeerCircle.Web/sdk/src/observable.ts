/** A value to watch, in the form `useSyncExternalStore` takes. A snapshot is never changed; a new one comes with each call of the listeners. */
export interface Readable<T> {
  readonly getSnapshot: () => T;
  /** Calls `listener` after every change until the returned function is called. */
  readonly subscribe: (listener: () => void) => () => void;
}

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

  set(value: T): void {
    if (Object.is(value, this.#value)) return;
    this.#value = value;
    for (const listener of [...this.#listeners]) listener();
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
