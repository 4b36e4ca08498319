// Updates: a replacement, operators, or a pipeline of a few stages. Compiled once, applied to copies: stored documents never change.
import { MongoError, badValue, failedToParse, notImplemented } from './errors.mjs';
import { arrayOperators } from './updateArrays.mjs';
import { updateStages } from './aggregate.mjs';
import { isIndex, reach, split } from './paths.mjs';
import { arithmetic, clone, compare, equal, identical, isNumber, isObject, truthy } from './values.mjs';
import { Int32, Timestamp } from 'bson';

const notViable = (parts, at) => new MongoError(28, `Cannot create field '${parts[at]}' in element of '${parts.slice(0, at).join('.')}'`);

/** Where a path ends: the object or array that holds its last part. Makes what is missing on the way, or answers null without `make`. */
export function holderOf(document, parts, make) {
  let node = document;
  for (let at = 0; at < parts.length; at++) {
    const part = parts[at];
    if (Array.isArray(node) ? !isIndex(part) : !isObject(node)) {
      if (make) throw notViable(parts, at);
      return null;
    }
    if (at === parts.length - 1) return node;
    let next = Object.hasOwn(node, part) ? node[part] : undefined;
    if (next === undefined) {
      if (!make) return null;
      put(node, part, next = {});
    }
    node = next;
  }
}

export function put(holder, part, value) {
  if (Array.isArray(holder)) {
    if (Number(part) > holder.length + 1500) throw badValue(`cannot backfill an array up to position ${part}`);
    while (holder.length < Number(part)) holder.push(null);
  }
  holder[part] = value;
}

const last = parts => parts[parts.length - 1];
const current = (document, parts) => {
  const holder = holderOf(document, parts, false);
  return holder && Object.hasOwn(holder, last(parts)) ? holder[last(parts)] : undefined;
};
const assign = (document, parts, value) => put(holderOf(document, parts, true), last(parts), value);

function numeric(name, operation, empty) {
  return (document, parts, operand) => {
    if (!isNumber(operand)) throw new MongoError(14, `Cannot ${name} with non-numeric argument: {${parts.join('.')}: ${operand}}`);
    const value = current(document, parts);
    if (value === undefined) return assign(document, parts, empty(operand));
    if (!isNumber(value)) throw new MongoError(14, `Cannot apply ${name} to a value of non-numeric type at '${parts.join('.')}'`);
    assign(document, parts, arithmetic(value, operand, operation));
  };
}

const keepIf = wins => (document, parts, operand) => {
  const value = current(document, parts);
  if (value === undefined || wins(compare(operand, value))) assign(document, parts, operand);
};

const operators = {
  $set: assign,
  $setOnInsert: (document, parts, operand, { inserting }) => { if (inserting) assign(document, parts, operand); },
  $unset: (document, parts) => {
    const holder = holderOf(document, parts, false);
    if (Array.isArray(holder)) { if (Number(last(parts)) < holder.length) holder[last(parts)] = null; } else if (holder) delete holder[last(parts)];
  },
  $inc: numeric('increment', (a, b) => a + b, operand => operand),
  $mul: numeric('multiply', (a, b) => a * b, operand => arithmetic(operand, new Int32(0), (a, b) => a * b)),
  $max: keepIf(sign => sign > 0),
  $min: keepIf(sign => sign < 0),
  $currentDate: (document, parts, operand, { now }) => {
    const type = operand === true ? 'date' : operand?.$type;
    if (type !== 'date' && type !== 'timestamp') throw badValue('$currentDate needs true or a $type of date or timestamp');
    assign(document, parts, type === 'date' ? now : new Timestamp({ t: Math.floor(now.getTime() / 1000), i: 1 }));
  },
  ...arrayOperators(current, assign),
};

function checkPath(path, taken) {
  const parts = split(path);
  if (parts.some(part => part === '')) throw new MongoError(56, `The update path '${path}' contains an empty field name`);
  if (parts.some(part => part.startsWith('$'))) throw notImplemented(`positional updates ('${path}')`);
  for (const other of taken) {
    if (other === path || other.startsWith(`${path}.`) || path.startsWith(`${other}.`)) throw new MongoError(40, `Updating the path '${path}' would create a conflict at '${other}'`);
  }
  taken.push(path);
  return parts;
}

function compileOperators(update) {
  const steps = [], taken = [];
  for (const [name, fields] of Object.entries(update)) {
    if (!Object.hasOwn(operators, name)) throw failedToParse(`Unknown or unimplemented modifier: ${name}. Expected a valid update modifier or pipeline-style update specified as an array`);
    if (!isObject(fields)) throw failedToParse(`Modifiers operate on fields but we found type ${typeof fields} instead. For example: {$mod: {<field>: ...}} not {${name}: ...}`);
    for (const [path, operand] of Object.entries(fields)) steps.push({ apply: operators[name], parts: checkPath(path, taken), operand });
  }
  return (document, scope) => {
    const result = clone(document);
    for (const { apply, parts, operand } of steps) apply(result, parts, clone(operand), scope);
    return result;
  };
}

function replacement(update) {
  for (const name of Object.keys(update)) if (name.startsWith('$')) throw new MongoError(52, `The dollar ($) prefixed field '${name}' is not allowed in a replacement`);
  return document => {
    const { _id = document._id, ...rest } = clone(update);
    return _id === undefined ? rest : { _id, ...rest };
  };
}

export const isReplacement = update => !Array.isArray(update) && !Object.keys(update)[0]?.startsWith('$');

/** A function of (document, { now, inserting }) that answers the changed document, or the same one where nothing changes. */
export function compileUpdate(update) {
  if (!Array.isArray(update) && !isObject(update)) throw failedToParse('an update must be a document or a pipeline');
  const change = Array.isArray(update) ? updateStages(update) : isReplacement(update) ? replacement(update) : compileOperators(update);
  return (document, scope) => {
    const result = change(document, scope);
    if (document._id !== undefined && !equal(result._id, document._id)) {
      throw new MongoError(66, "Performing an update on the path '_id' would modify the immutable field '_id'");
    }
    return identical(document, result) ? document : result;
  };
}

/** The document an upsert begins with: what the filter says by equality. */
export function seed(filter, document = {}) {
  for (const [name, operand] of Object.entries(filter)) {
    if (name === '$and') for (const part of operand) seed(part, document);
    else if (!name.startsWith('$')) {
      const isCondition = isObject(operand) && Object.keys(operand)[0]?.startsWith('$');
      const value = isCondition ? equalityOf(operand) : operand;
      if (value === undefined || value?._bsontype === 'BSONRegExp') continue;
      if (reach(document, split(name), 0, found => found !== undefined)) throw new MongoError(54, `cannot infer query fields to set, path '${name}' is matched twice`);
      assign(document, split(name), clone(value));
    }
  }
  return document;
}

const equalityOf = condition => {
  if (Object.hasOwn(condition, '$eq')) return condition.$eq;
  return Array.isArray(condition.$in) && condition.$in.length === 1 ? condition.$in[0] : undefined;
};

