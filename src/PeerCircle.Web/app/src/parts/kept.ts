import { Observable, type Readable } from "@peercircle/sdk";

/** A choice that this device keeps, the same in all of its tabs. Where the browser forbids storage it lasts as long as the page. */
export class Kept<T> implements Readable<T> {
  readonly #value: Observable<T>;

  /** `read` makes the value of what is stored, `null` = nothing; `write` answers what to store, `null` = nothing. */
  constructor(
    private readonly key: string,
    read: (stored: string | null) => T,
    private readonly write: (value: T) => string | null,
  ) {
    this.#value = new Observable(read(stored(key)));
    window.addEventListener("storage", (event) => {
      if (event.key === key || event.key === null) this.#value.set(read(stored(key)));
    });
  }

  readonly getSnapshot = (): T => this.#value.getSnapshot();

  readonly subscribe = (listener: () => void): (() => void) => this.#value.subscribe(listener);

  set(value: T): void {
    this.#value.set(value);
    try {
      const text = this.write(value);
      if (text === null) localStorage.removeItem(this.key);
      else localStorage.setItem(this.key, text);
    } catch {
      // Full or forbidden.
    }
  }
}

function stored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
