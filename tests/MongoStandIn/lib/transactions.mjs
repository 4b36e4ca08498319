import { calculateObjectSize } from 'bson';
import { Blocked, MongoError, noSuchTransaction, writeConflict } from './errors.mjs';
import { encode } from './values.mjs';

const historyLength = 1024, maxDocumentBytes = 16 * 1024 * 1024;

function checkSize(document) {
  const size = document ? calculateObjectSize(document) : 0;
  if (size > maxDocumentBytes) throw new MongoError(10334, `BSONObj size: ${size} is invalid. Size must be at most ${maxDocumentBytes}`);
}

/**
 * Snapshot isolation. Reads see the commits up to the start and the own writes. The first to write a record wins; who comes second gets a write conflict,
 * or, outside of transactions (`automatic`: one statement, committed at once), waits for the end of the first.
 */
export class Transaction {
  #records = new Set();
  #end;
  #over = false;
  ended = new Promise(resolve => { this.#end = resolve; });

  constructor(store, { automatic = false } = {}) {
    this.store = store;
    this.automatic = automatic;
    this.snapshot = store.commits;
    store.open.add(this);
  }

  get wrote() { return this.#records.size > 0; }
  wroteTo(collection) {
    for (const record of this.#records) if (record.collection === collection) return true;
    return false;
  }

  /** Writes a document to a record, or takes it away with null. */
  write(record, document) {
    if (this.#over) throw noSuchTransaction('The transaction has been aborted.');
    checkSize(document);
    this.#claim(record);
    if (document) this.#checkUnique(record, document);
    const replaced = record.pending;
    record.pending = { transaction: this, document };
    this.#records.add(record);
    if (document) record.collection.addToIndexes(record, document);
    if (replaced?.document) record.collection.forget(record, replaced.document);
  }

  #claim(record) {
    const { pending } = record;
    if (pending && pending.transaction !== this) throw this.#meets(pending.transaction);
    if (record.latest.at > this.snapshot) throw writeConflict();
  }

  #meets(other) {
    return this.automatic ? new Blocked(other) : writeConflict();
  }

  insert(collection, document) {
    const record = collection.recordOf(document._id);
    try {
      this.#checkFree(record, document);
      this.write(record, document);
    } catch (error) {
      collection.forget(record, null);
      throw error;
    }
  }

  /** The _id must be free, in this view and in what others are doing. */
  #checkFree(record, document) {
    const { pending } = record;
    const seen = record.seenBy(this);
    const taken = () => record.collection.indexes.get('_id_').duplicate(record.collection, document, encode(document._id));
    if (pending && pending.transaction !== this) throw seen && pending.document ? taken() : this.#meets(pending.transaction);
    if (seen) throw taken();
    if (record.latest.at > this.snapshot) throw writeConflict();
  }

  #checkUnique(record, document) {
    const { collection } = record;
    for (const index of collection.indexes.values()) {
      if (!index.unique || index.name === '_id_') continue;
      for (const key of index.keysOf(document)) {
        index.walkKey(key, other => {
          if (other !== record) this.#checkHolder(index, key, other, document);
        });
      }
    }
  }

  /** A key that another record holds is a duplicate if this transaction can see it there to stay, a conflict if somebody is changing it meanwhile. */
  #checkHolder(index, key, other, document) {
    const holds = candidate => candidate !== null && index.keysOf(candidate).includes(key);
    const seen = holds(other.seenBy(this)), { pending, latest } = other;
    if (pending && pending.transaction !== this) {
      const will = holds(pending.document);
      if (seen && will) throw index.duplicate(other.collection, document, key);
      if (will || holds(latest.document)) throw this.#meets(pending.transaction);
      return;
    }
    if (seen) throw index.duplicate(other.collection, document, key);
    if (!pending && latest.at > this.snapshot && other.versions.some(version => version.at > this.snapshot && holds(version.document))) throw writeConflict();
  }

  /** `forget` is called should the commit be rolled back later. */
  commit(forget) {
    const { store } = this, changes = [];
    if (this.wrote) {
      const at = ++store.commits;
      for (const record of this.#records) {
        changes.push({ record, before: record.latest.document });
        const { document } = record.pending;
        record.pending = null;
        store.install(record, at, document);
      }
      store.history.push({ at, transaction: !this.automatic, changes, forget });
      if (store.history.length > historyLength) store.history.shift();
      store.spread(at, store.faults.majorityDelayMs);
    }
    this.#close();
  }

  abort() {
    for (const record of this.#records) {
      const { document } = record.pending;
      record.pending = null;
      record.collection.forget(record, document);
    }
    this.#records.clear();
    this.#close();
  }

  #close() {
    this.#over = true;
    this.store.open.delete(this);
    this.store.prune();
    this.#end();
  }
}

/**
 * Runs one statement outside of transactions (or inside `transaction`, where it must not wait). Starts over when it met somebody's uncommitted write, after
 * that has ended; `deadline` is a promise that rejects when the client's patience ends.
 */
export async function statement(context, body, forget) {
  if (context.transaction) return body(context.transaction);
  for (;;) {
    const own = new Transaction(context.store, { automatic: true });
    try {
      const result = body(own);
      own.commit(forget);
      return result;
    } catch (error) {
      own.abort();
      if (!(error instanceof Blocked)) throw error;
      await waitFor(error.transaction, context.deadline);
    }
  }
}

async function waitFor(transaction, deadline) {
  if (deadline === undefined) return transaction.ended;
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new MongoError(50, 'operation exceeded time limit')), Math.max(0, deadline - performance.now()));
  });
  try {
    await Promise.race([transaction.ended, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Takes back the last commits, as a primary does whose writes did not reach the majority: down to and including the k-th last transaction. */
export function rollback(store, transactions) {
  const known = store.history.filter(entry => entry.transaction).length;
  if (transactions > known) throw new MongoError(2, `only the last ${known} transactions can be rolled back`);
  let left = transactions;
  return undo(store, entry => left > 0 && (left -= entry.transaction ? 1 : 0, true));
}

/** Takes back what has not reached the majority, as a new primary does. */
export const failOver = store => undo(store, entry => entry.at > store.majority);

function undo(store, goes) {
  const undone = [];
  while (store.history.length && goes(store.history.at(-1))) undone.push(store.history.pop());
  const before = new Map();
  for (const { changes, forget } of undone) {
    for (const change of changes) before.set(change.record, change.before);
    forget?.();
  }
  const at = ++store.commits;
  for (const [record, document] of before) restore(store, record, document, at);
  store.startOver();
  store.prune();
  return undone.length;
}

function restore(store, record, document, at) {
  const { collection } = record;
  // The record may have been let go meanwhile, when its last document went; a later one of the same _id is never in the way, its writes are undone first.
  if (collection.records.get(record.key) !== record) collection.records.set(record.key, record);
  if (document) collection.addToIndexes(record, document);
  store.install(record, at, document);
}

export const gone = number => noSuchTransaction(`Given transaction number ${number} does not match any in-progress transactions.`);
