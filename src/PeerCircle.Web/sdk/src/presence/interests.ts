/** As many as the server lets one connection watch. */
export const watchedAtMost = 200;

/** In whom somebody is interested. */
export class Interests {
  /** The latest at the end. */
  readonly #all = new Set<readonly string[]>();

  add(memberIds: Iterable<string>): () => void {
    const own = [...memberIds];
    this.#all.add(own);
    return () => void this.#all.delete(own);
  }

  get isEmpty(): boolean {
    return this.#all.size === 0;
  }

  /** Everybody, or of more than can be watched those of the latest interests, and of one interest its first. In an order of their own, so that the same members are the same list. */
  chosen(): readonly string[] {
    const ids = new Set<string>();
    for (const interest of [...this.#all].reverse())
      for (const id of interest) {
        if (ids.size === watchedAtMost) break;
        ids.add(id);
      }
    return [...ids].sort();
  }
}
