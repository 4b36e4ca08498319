import { Long, calculateObjectSize } from 'bson';
import { MongoError } from './errors.mjs';
import { wholeNumber } from './values.mjs';

const maxBatchBytes = 16 * 1024 * 1024;
export const noCursor = Long.fromNumber(0);

/** Results that were not fetched yet. What a cursor answers was fixed by the command that made it. */
export class Cursors {
  #open = new Map();
  #last = 0n;

  get size() { return this.#open.size; }

  /** The first batch as a reply; keeps a cursor where more is left. */
  start(documents, { namespace, batchSize, single = false, transaction = null }) {
    const cursor = { id: Long.fromBigInt(++this.#last + 1_000_000_000_000n), namespace, documents, at: 0, transaction };
    const firstBatch = this.#take(cursor, batchSize === undefined ? 101 : wholeNumber(batchSize, 'batchSize'));
    const more = cursor.at < documents.length && !single;
    if (more) {
      this.#open.set(cursor.id.toString(), cursor);
      transaction?.ended.then(() => this.#open.delete(cursor.id.toString()));
    }
    return { cursor: { firstBatch, id: more ? cursor.id : noCursor, ns: namespace }, ok: 1 };
  }

  next(id, namespace, batchSize, transaction) {
    const cursor = this.#open.get(id.toString());
    if (!cursor || cursor.namespace !== namespace || cursor.transaction !== transaction) throw new MongoError(43, `cursor id ${id} not found`);
    const nextBatch = this.#take(cursor, batchSize === undefined ? Infinity : wholeNumber(batchSize, 'batchSize'));
    const more = cursor.at < cursor.documents.length;
    if (!more) this.#open.delete(id.toString());
    return { cursor: { nextBatch, id: more ? cursor.id : noCursor, ns: namespace }, ok: 1 };
  }

  kill(id) {
    return this.#open.delete(id.toString());
  }

  clear() {
    this.#open.clear();
  }

  #take(cursor, count) {
    const batch = [];
    let bytes = 0;
    while (batch.length < count && cursor.at < cursor.documents.length) {
      const document = cursor.documents[cursor.at];
      bytes += calculateObjectSize(document);
      if (bytes > maxBatchBytes && batch.length) break;
      batch.push(document);
      cursor.at++;
    }
    return batch;
  }
}
