import { tell, type Readable } from "../observable.ts";
import type { PresenceState } from "../wire.ts";

/** What is known of each member; whoever watches one is told of that one alone. */
export class PresenceStates {
  readonly #states = new Map<string, PresenceState>();
  readonly #listeners = new Map<string, Set<() => void>>();

  of(memberId: string): Readable<PresenceState | undefined> {
    return { getSnapshot: () => this.#states.get(memberId), subscribe: (listener) => this.#subscribe(memberId, listener) };
  }

  set(memberId: string, state: PresenceState | undefined): void {
    if (state === this.#states.get(memberId)) return;
    if (state === undefined) this.#states.delete(memberId);
    else this.#states.set(memberId, state);
    tell(this.#listeners.get(memberId) ?? []);
  }

  /** Of nobody else anything is known. */
  replace(states: ReadonlyMap<string, PresenceState>): void {
    for (const id of [...this.#states.keys()]) if (!states.has(id)) this.set(id, undefined);
    for (const [id, state] of states) this.set(id, state);
  }

  #subscribe(memberId: string, listener: () => void): () => void {
    const listeners = this.#listeners.get(memberId) ?? new Set();
    this.#listeners.set(memberId, listeners);
    const own = () => listener();
    listeners.add(own);
    return () => {
      listeners.delete(own);
      if (listeners.size === 0 && this.#listeners.get(memberId) === listeners) this.#listeners.delete(memberId);
    };
  }
}
