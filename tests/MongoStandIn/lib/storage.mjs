// Collections of records. A record is one _id; it keeps the versions that some open transaction may still see, and at most one uncommitted write.
import { MongoError } from './errors.mjs';
import { Index } from './indexes.mjs';
import { encode } from './values.mjs';

/** `at` is the commit's number, `document` null where the record was absent. */
class Version {
  constructor(at, document) {
    this.at = at;
    this.document = document;
  }
}

export class Record {
  /** The uncommitted write: { transaction, document }. */
  pending = null;
  versions = [new Version(0, null)];

  constructor(collection, key, number) {
    this.collection = collection;
    this.key = key;
    this.number = number;
  }

  get latest() { return this.versions[this.versions.length - 1]; }

  /** What a transaction sees; without one, the last committed state. */
  seenBy(transaction) {
    if (!transaction) return this.latest.document;
    if (this.pending?.transaction === transaction) return this.pending.document;
    for (let i = this.versions.length - 1; i > 0; i--) if (this.versions[i].at <= transaction.snapshot) return this.versions[i].document;
    return this.versions[0].document;
  }

  /** Every document that somebody may still see. */
  get documents() {
    const documents = [];
    for (const version of this.versions) if (version.document) documents.push(version.document);
    if (this.pending?.document) documents.push(this.pending.document);
    return documents;
  }
}

export class Collection {
  records = new Map();
  indexes = new Map();
  #numbers = 0;

  constructor(database, name) {
    this.database = database;
    this.name = name;
    this.indexes.set('_id_', new Index({ v: 2, key: { _id: 1 }, name: '_id_' }));
  }

  get namespace() { return `${this.database}.${this.name}`; }

  /** The record of an _id, made (absent) where there is none. */
  recordOf(id) {
    const key = encode(id);
    let record = this.records.get(key);
    if (!record) this.records.set(key, record = new Record(this, key, ++this.#numbers));
    return record;
  }

  addToIndexes(record, document) {
    for (const index of this.indexes.values()) index.add(record, document);
  }

  /** Takes a document that nobody sees any more out of the indexes, and the record away when nothing is left of it. */
  forget(record, document) {
    const kept = record.documents;
    if (document) for (const index of this.indexes.values()) index.remove(record, document, kept);
    const empty = kept.length === 0 && !record.pending && record.versions.length === 1;
    if (empty && this.records.get(record.key) === record) this.records.delete(record.key);
  }
}

/** The databases and the one clock of commits. */
export class Store {
  collections = new Map();
  /** Number of the last commit; snapshots are such numbers. */
  commits = 0;
  /** Up to this commit a majority has everything; later ones may be taken back by a new primary. */
  majority = 0;
  /** Commands that wait for the majority, by what they wait for. */
  #waiting = new Set();
  open = new Set();
  /** Records with superseded versions or an end, in order of their latest commit. */
  #stale = new Set();
  /** The latest commits, for the rollback fault. */
  history = [];

  find(database, name) {
    return this.collections.get(`${database}.${name}`);
  }

  make(database, name) {
    const namespace = `${database}.${name}`;
    let collection = this.collections.get(namespace);
    if (!collection) {
      if (!name || name.startsWith('system.') || name.includes('$')) throw new MongoError(73, `Invalid namespace specified '${namespace}'`);
      this.collections.set(namespace, collection = new Collection(database, name));
    }
    return collection;
  }

  drop(collection) {
    this.collections.delete(collection.namespace);
    for (const entry of this.history) entry.changes = entry.changes.filter(change => change.record.collection !== collection);
  }

  /** A commit reaches the majority at once, or after a while. */
  spread(at, delayMs) {
    if (delayMs > 0) setTimeout(() => this.#reached(at), delayMs).unref();
    else this.#reached(at);
  }

  #reached(at) {
    if (at <= this.majority || at > this.commits) return;
    this.majority = at;
    this.prune();
    for (const waiter of this.#waiting) if (waiter.at <= at) this.#settle(waiter, waiter.resolve);
  }

  /** Until everything committed so far has reached the majority; rejects with `lost` when it is taken back before. */
  durable(lost) {
    if (this.majority >= this.commits) return undefined;
    return new Promise((resolve, reject) => this.#waiting.add({ at: this.commits, resolve, reject: () => reject(lost) }));
  }

  /** After a rollback: whoever still waits waits in vain. */
  startOver() {
    this.majority = this.commits;
    for (const waiter of this.#waiting) this.#settle(waiter, waiter.reject);
  }

  #settle(waiter, end) {
    this.#waiting.delete(waiter);
    end();
  }

  install(record, at, document) {
    record.versions.push(new Version(at, document));
    this.#stale.delete(record);
    this.#stale.add(record);
  }

  /** Lets go of the versions that no open transaction can see. */
  prune() {
    let oldest = this.majority;
    for (const transaction of this.open) if (transaction.snapshot < oldest) oldest = transaction.snapshot;
    for (const record of this.#stale) {
      if (record.latest.at > oldest) break;
      this.#stale.delete(record);
      const dropped = record.versions.splice(0, record.versions.length - 1);
      for (const version of dropped) record.collection.forget(record, version.document);
      if (!record.latest.document) record.collection.forget(record, null);
    }
  }
}
