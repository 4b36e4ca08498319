import { EJSON } from 'bson';
import { MongoError, notImplemented } from './errors.mjs';
import { compile } from './match.mjs';
import { indexed, split } from './paths.mjs';
import { SortedMap } from './sorted.mjs';
import { encode, invert, isNumber, numberOf } from './values.mjs';

const emptyArray = Symbol('empty array');
const noKeys = [];

/** An ordered index. It holds an entry for every document that somebody may still see, so a reader checks what it finds against its own view. */
export class Index {
  /** Field keys joined with the record's number, to the record. */
  entries = new SortedMap();
  /** Whether any document ever had an array in an indexed field. */
  multikey = false;

  constructor(definition) {
    this.definition = definition;
    this.name = definition.name;
    this.unique = definition.unique === true || definition.name === '_id_';
    this.fields = Object.entries(definition.key).map(([path, direction]) => ({ path, parts: split(path), descending: directionOf(direction) < 0 }));
    this.partial = definition.partialFilterExpression && compile(definition.partialFilterExpression);
  }

  /** The document's keys; none where a sparse or partial index leaves it out. */
  keysOf(document) {
    if (this.partial && !this.partial(document)) return noKeys;
    let keys = [''], present = false;
    for (const { parts, descending } of this.fields) {
      const values = indexed(document, parts, 0, emptyArray);
      if (values.length > 1 || values[0] === emptyArray) this.multikey = true;
      present ||= values.some(value => value !== undefined);
      const texts = values.map(value => {
        const text = value === emptyArray ? '\x03' : encode(value);
        return descending ? invert(text) : text;
      });
      if (texts.length > 1 && keys.length > 1) throw new MongoError(171, 'cannot index parallel arrays');
      keys = texts.length === 1 ? keys.map(key => key + texts[0]) : texts.map(text => keys[0] + text);
    }
    return this.definition.sparse && !present ? noKeys : keys;
  }

  add(record, document) {
    for (const key of this.keysOf(document)) this.entries.set(key + suffix(record), record);
  }

  remove(record, document, kept) {
    const stay = new Set(kept.flatMap(other => this.keysOf(other)));
    for (const key of this.keysOf(document)) if (!stay.has(key)) this.entries.delete(key + suffix(record));
  }

  /** Visits the records under one whole key. */
  walkKey(key, visit) {
    this.entries.walk(key, `${key}\uffff`, false, (_, record) => visit(record));
  }

  duplicate(collection, document, key) {
    const value = {};
    for (const { path, parts } of this.fields) {
      const values = indexed(document, parts, 0, emptyArray);
      // Of several elements name the one whose key met the other document's.
      value[path] = (values.length === 1 ? values[0] : values.find(item => key.includes(encode(item)))) ?? null;
    }
    return new MongoError(11000, `E11000 duplicate key error collection: ${collection.namespace} index: ${this.name} dup key: ${EJSON.stringify(value)}`, {
      keyPattern: this.definition.key, keyValue: value,
    });
  }
}

function directionOf(direction) {
  if (direction === 'hashed') return 1; // equality only, which an ordered index answers too
  if (isNumber(direction) && numberOf(direction) != 0) return Number(numberOf(direction));
  throw notImplemented(`an index of kind ${JSON.stringify(direction)}`);
}

/** Six characters that keep the records of one key apart, in order of their making. */
function suffix({ number: n }) {
  return String.fromCharCode(0, (n / 2 ** 32) & 255, (n >>> 24) & 255, (n >>> 16) & 255, (n >>> 8) & 255, n & 255);
}
