// Finds documents: picks an index for a filter, walks it, checks every document it meets against the whole filter.
import { isOperators, compile, onValue } from './match.mjs';
import { badValue } from './errors.mjs';
import { indexed, split } from './paths.mjs';
import { Kind, encode, encodeText, invert, isNumber, isObject, kindOf, numberOf } from './values.mjs';

const maxIntervals = 1000;
const end = '\uffff'; // after everything that begins with what stands before it

/** What a filter says for certain about single paths: { points } or a range { low, high } of comparable texts. */
function constraints(filter, found = new Map(), prefix = '') {
  for (const [name, operand] of Object.entries(filter)) {
    if (name === '$and') for (const part of operand) constraints(part, found, prefix);
    else if (!name.startsWith('$')) constrain(found, prefix + name, operand);
  }
  return found;
}

function constrain(found, path, operand) {
  if (kindOf(operand) === Kind.regex) return prefixRange(found, path, operand.pattern, operand.options);
  if (!isOperators(operand)) return points(found, path, [operand]);
  for (const [name, value] of Object.entries(operand)) {
    switch (name) {
      case '$eq': points(found, path, [value]); break;
      case '$in': points(found, path, value); break;
      case '$gt': range(found, path, value, { low: encode(value) + end }); break;
      case '$gte': range(found, path, value, { low: encode(value) }); break;
      case '$lt': range(found, path, value, { high: encode(value) }); break;
      case '$lte': range(found, path, value, { high: encode(value) + end }); break;
      case '$regex': prefixRange(found, path, value.pattern ?? value, operand.$options ?? value.options ?? ''); break;
      case '$elemMatch': if (isOperators(value)) constrain(found, path, value); else constraints(value, found, `${path}.`); break;
    }
  }
}

function points(found, path, values) {
  const kinds = values.map(kindOf);
  if (kinds.includes(Kind.array) || kinds.includes(Kind.regex)) return;
  const known = found.get(path);
  if (!known?.points || known.points.length > values.length) found.set(path, { points: values, exists: !kinds.includes(Kind.null) });
}

function range(found, path, value, bound) {
  const kind = kindOf(value);
  if (kind === Kind.null || kind === Kind.array) return;
  const known = found.get(path), head = String.fromCharCode(kind);
  if (known?.points) return;
  // Two bounds on one path are kept apart from each other in `ranges`: on an array different elements may answer them.
  const ranges = [...(known?.ranges ?? []), { low: bound.low ?? head, high: bound.high ?? head + end }];
  found.set(path, { ranges, exists: true });
}

function prefixRange(found, path, pattern, options) {
  const literal = options === '' && /^\^((?:[^\\.*+?^${}()|[\]]|\\[^A-Za-z0-9])+)(.?)/su.exec(pattern);
  if (!literal || found.get(path)?.points || pattern.includes('|')) return;
  let text = literal[1].replace(/\\(.)/gsu, '$1');
  if (/[*?{]/.test(literal[2])) text = [...text].slice(0, -1).join(''); // the last character may be absent
  const low = String.fromCharCode(Kind.string) + encodeText(text);
  found.set(path, { ranges: [...(found.get(path)?.ranges ?? []), { low, high: low + end }], exists: true });
}

function usable(index, known) {
  const { sparse, partialFilterExpression } = index.definition;
  if (sparse && !index.fields.some(({ path }) => known.get(path)?.exists)) return false;
  return !partialFilterExpression || implied(partialFilterExpression, known);
}

/** Whether all that the filter can find is in the partial index. */
function implied(partial, known) {
  return Object.entries(partial).every(([name, clause]) => {
    if (name === '$and') return clause.every(part => implied(part, known));
    const about = known.get(name);
    if (!about?.exists) return false;
    const operators = isOperators(clause) ? clause : { $eq: clause };
    if (!about.points) return Object.keys(operators).every(operator => operator === '$exists');
    return about.points.every(onValue(operators));
  });
}

function intersect(ranges, multikey) {
  if (multikey) return ranges[0];
  return ranges.reduce((a, b) => ({ low: a.low > b.low ? a.low : b.low, high: a.high < b.high ? a.high : b.high }));
}

/** The stretches of an index that can hold what is sought, how well they narrow, and whether they come in the wanted order. */
function plan(index, known, sort) {
  let prefixes = [''], score = 0, used = 0, ranged = null;
  for (const { path, descending } of index.fields) {
    const about = known.get(path);
    if (!about) break;
    if (about.ranges) {
      ranged = intersect(about.ranges, index.multikey);
      if (descending) ranged = { low: invertBound(ranged.high), high: invertBound(ranged.low) };
      score += 5;
      break;
    }
    const texts = [...new Set(about.points.map(encode))].map(text => (descending ? invert(text) : text));
    if (texts.length * prefixes.length > maxIntervals) break;
    prefixes = prefixes.flatMap(prefix => texts.map(text => prefix + text));
    score += 10;
    used++;
  }
  const intervals = prefixes.map(prefix => (ranged ? [prefix + ranged.low, prefix + ranged.high] : [prefix, prefix + end]));
  const order = prefixes.length === 1 && !index.multikey ? sortDirection(index, used, known, sort) : 0;
  if (order) score += 7;
  return { index, intervals, score, order };
}

/**
 * A bound of an ascending range as one of the range turned round. What stood at a bound with `end` was beyond it and now is before it; without, the other way.
 */
function invertBound(bound) {
  return bound.endsWith(end) ? invert(bound.slice(0, -1)) : invert(bound) + end;
}

/** 1 or -1 when walking the index forwards or backwards gives the order, 0 when it does not. */
function sortDirection(index, used, known, sort) {
  const wanted = sort.filter(({ path }) => known.get(path)?.points?.length !== 1);
  if (wanted.length === 0 || wanted.length > index.fields.length - used) return 0;
  const directions = wanted.map(({ path, direction }, i) => {
    const field = index.fields[used + i];
    return field.path === path ? direction * (field.descending ? -1 : 1) : 0;
  });
  return directions.every(direction => direction === directions[0]) ? directions[0] : 0;
}

export function parseSort(sort) {
  return Object.entries(sort ?? {}).map(([path, direction]) => {
    if (!isNumber(direction) || Math.abs(Number(numberOf(direction))) !== 1) throw badValue(`sort direction of '${path}' must be 1 or -1`);
    return { path, parts: split(path), direction: Number(numberOf(direction)) };
  });
}

/** The text by which a document sorts: of an array its smallest element, descending its largest. */
function sortKey(document, sort) {
  let key = '';
  for (const { parts, direction } of sort) {
    const texts = indexed(document, parts, 0, null).map(encode);
    let text = texts[0];
    for (const other of texts) if (direction > 0 ? other < text : other > text) text = other;
    key += direction > 0 ? text : invert(text);
  }
  return key;
}

export function sortBy(items, documentOf, sort) {
  const keyed = items.map(item => ({ item, key: sortKey(documentOf(item), sort) }));
  keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  return keyed.map(({ item }) => item);
}

/** How many documents were held against a filter, by all searches of this process. */
export const examined = { count: 0 };

/** The index that narrows a filter most; null where none does. */
function choose(indexes, filter, sort) {
  const known = constraints(filter);
  let best = null;
  for (const index of indexes) {
    if (!usable(index, known)) continue;
    const candidate = plan(index, known, sort);
    if (candidate.score > (best?.score ?? 0)) best = candidate;
  }
  return best;
}

/**
 * The walks that together meet all that a filter can find: one, or where the alternatives of an $or narrow more, one for each of them, in no order.
 * Null: look at everything.
 */
function walksFor(indexes, filter, sort) {
  const whole = choose(indexes, filter, sort);
  const each = filter.$or?.map(part => choose(indexes, { $and: [filter, part] }, []));
  if (each?.every(one => one && one.score > (whole?.score ?? 0))) return each;
  return whole && [whole];
}

/** What `transaction` (or, without one, everybody) sees of a collection through a filter: [{ record, document }]. With a hint, an index, no other is used. */
export function search(collection, transaction, { filter = {}, sort: order, skip = 0, limit = Infinity, hint }) {
  const matches = compile(filter), sort = parseSort(order);
  if (!collection) return [];
  const walks = walksFor(hint ? [hint] : [...collection.indexes.values()], filter, sort);
  const inOrder = sort.length === 0 || Boolean(walks?.[0].order), enough = inOrder ? skip + limit : Infinity;
  let found = [];
  const take = (record, document) => {
    examined.count++;
    if (document && matches(document)) found.push({ record, document });
    return found.length >= enough;
  };
  if (enough === 0) return found;
  if (walks) walk(walks, transaction, take);
  else for (const record of collection.records.values()) if (take(record, record.seenBy(transaction))) break;
  if (!inOrder) found = sortBy(found, item => item.document, sort);
  return skip === 0 && found.length <= limit ? found : found.slice(skip, skip + limit);
}

function walk(walks, transaction, take) {
  const met = walks.length > 1 || walks[0].index.multikey ? new Set() : null;
  let done = false;
  for (const { index, intervals, order } of walks) {
    for (const [from, to] of intervals) {
      index.entries.walk(from, to, order < 0, (key, record) => {
        const document = record.seenBy(transaction);
        if (!document || met?.has(record)) return false;
        // An entry may stand for a document that this view does not see; the record then has another entry for the one it sees.
        const settled = !record.pending && record.versions.length === 1;
        if (!settled && !index.keysOf(document).includes(key.slice(0, -6))) return false;
        met?.add(record);
        return done = take(record, document);
      });
      if (done) return;
    }
  }
}
