const chunkSize = 512;

/** A map in key order, kept as a list of short sorted runs: cheap to insert into anywhere, cheap to walk from anywhere in either direction. */
export class SortedMap {
  #chunks = [{ keys: [], values: [] }];
  size = 0;

  #chunkOf(key) {
    let low = 0, high = this.#chunks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#chunks[middle].keys[0] <= key) low = middle; else high = middle - 1;
    }
    return low;
  }

  static #place(keys, key) {
    let low = 0, high = keys.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (keys[middle] < key) low = middle + 1; else high = middle;
    }
    return low;
  }

  set(key, value) {
    const c = this.#chunkOf(key), { keys, values } = this.#chunks[c], at = SortedMap.#place(keys, key);
    if (keys[at] === key) { values[at] = value; return; }
    keys.splice(at, 0, key);
    values.splice(at, 0, value);
    this.size++;
    if (keys.length <= chunkSize) return;
    // What grows at its end (sequences, times) leaves full runs behind, anything else halves.
    const cut = at === keys.length - 1 ? keys.length - 1 : keys.length >> 1;
    this.#chunks.splice(c + 1, 0, { keys: keys.splice(cut), values: values.splice(cut) });
  }

  delete(key) {
    const c = this.#chunkOf(key), { keys, values } = this.#chunks[c], at = SortedMap.#place(keys, key);
    if (keys[at] !== key) return;
    keys.splice(at, 1);
    values.splice(at, 1);
    this.size--;
    if (keys.length === 0 && this.#chunks.length > 1) this.#chunks.splice(c, 1);
  }

  /** Visits from <= key < to, ascending or descending, until `visit` answers true. */
  walk(from, to, descending, visit) {
    const step = descending ? -1 : 1, start = descending ? to : from;
    let c = this.#chunkOf(start), at = SortedMap.#place(this.#chunks[c].keys, start);
    if (descending) at--;
    for (;;) {
      const { keys, values } = this.#chunks[c];
      for (; at >= 0 && at < keys.length; at += step) {
        if (descending ? keys[at] < from : keys[at] >= to) return;
        if (visit(keys[at], values[at])) return;
      }
      c += step;
      if (c < 0 || c >= this.#chunks.length) return;
      at = descending ? this.#chunks[c].keys.length - 1 : 0;
    }
  }
}
