// Aggregation expressions. `scope` holds the variables: now (a Date) and those that $filter, $map and $let bind.
import { Int32, Long } from 'bson';
import { MongoError, badValue, notImplemented } from './errors.mjs';
import { collect, split } from './paths.mjs';
import { arithmetic, compare, encode, isNumber, isObject, numberOf, truthy } from './values.mjs';

const none = {};
const missing = value => value === undefined || value === null;
const list = operand => (Array.isArray(operand) ? operand : [operand]);

function variable(text, document, scope) {
  const [name, ...rest] = text.split('.');
  switch (name) {
    case 'ROOT': case 'CURRENT': return collect(document, rest);
    case 'REMOVE': return undefined;
    case 'NOW': return collect(scope.now ?? badNow(), rest);
  }
  if (!Object.hasOwn(scope, name)) throw new MongoError(17276, `Use of undefined variable: ${name}`);
  return collect(scope[name], rest);
}

const badNow = () => { throw notImplemented('$$NOW here'); };

function add(values) {
  if (values.some(missing)) return null;
  const date = values.find(value => value instanceof Date);
  if (date) return new Date(values.reduce((sum, value) => sum + (value instanceof Date ? value.getTime() : Number(numberOf(value))), 0));
  return values.reduce((a, b) => arithmetic(a, b, (x, y) => x + y), new Int32(0));
}

function subtract([a, b]) {
  if (missing(a) || missing(b)) return null;
  if (a instanceof Date) return b instanceof Date ? Long.fromNumber(a.getTime() - b.getTime()) : new Date(a.getTime() - Number(numberOf(b)));
  return arithmetic(a, b, (x, y) => x - y);
}

/** The largest (or smallest) of values, null and missing left out. */
export function extreme(values, sign) {
  let best = null;
  for (const value of values) if (!missing(value) && (best === null || compare(value, best) * sign > 0)) best = value;
  return best;
}

const arrayOf = (value, name) => {
  if (!Array.isArray(value)) throw badValue(`${name} needs an array`);
  return value;
};

const spread = values => (values.length === 1 && Array.isArray(values[0]) ? values[0] : values);

function unique(values) {
  const seen = new Map();
  for (const value of values) if (!seen.has(encode(value))) seen.set(encode(value), value);
  return [...seen.values()];
}

const comparison = accepts => ([a, b]) => accepts(compareWithMissing(a, b));
/** In expressions a missing field sorts before null. */
const compareWithMissing = (a, b) => (a === undefined || b === undefined ? (b !== undefined ? -1 : a !== undefined ? 1 : 0) : compare(a, b));

/** Operators whose operands are all evaluated first. */
const strict = {
  $eq: comparison(sign => sign === 0), $ne: comparison(sign => sign !== 0), $gt: comparison(sign => sign > 0), $gte: comparison(sign => sign >= 0),
  $lt: comparison(sign => sign < 0), $lte: comparison(sign => sign <= 0), $cmp: ([a, b]) => new Int32(compareWithMissing(a, b)),
  $not: ([a]) => !truthy(a),
  $add: add, $subtract: subtract,
  $multiply: values => (values.some(missing) ? null : values.reduce((a, b) => arithmetic(a, b, (x, y) => x * y), new Int32(1))),
  $max: values => extreme(spread(values), 1), $min: values => extreme(spread(values), -1),
  $sum: values => spread(values).filter(value => !missing(value) && isNumber(value)).reduce((a, b) => arithmetic(a, b, (x, y) => x + y), new Int32(0)),
  $concat: values => (values.some(missing) ? null : values.join('')),
  $size: ([a]) => new Int32(arrayOf(a, '$size').length),
  $in: ([a, b]) => arrayOf(b, '$in').some(item => compare(item, a) === 0),
  $arrayElemAt: ([a, at]) => (missing(a) ? null : arrayOf(a, '$arrayElemAt').at(Number(numberOf(at)))),
  $first: ([a]) => (missing(a) ? null : arrayOf(a, '$first')[0]), $last: ([a]) => (missing(a) ? null : arrayOf(a, '$last').at(-1)),
  $concatArrays: values => (values.some(missing) ? null : values.flatMap(value => arrayOf(value, '$concatArrays'))),
  $setUnion: values => (values.some(missing) ? null : unique(values.flatMap(value => arrayOf(value, '$setUnion')))),
  $isArray: ([a]) => Array.isArray(a),
  $mergeObjects: values => Object.assign({}, ...values.filter(value => !missing(value))),
  $toLong: ([a]) => (missing(a) ? null : a instanceof Date ? Long.fromNumber(a.getTime()) : Long.fromBigInt(BigInt(numberOf(a)))),
};

/** Operators that evaluate their operands themselves. */
const lazy = {
  $literal: operand => operand,
  $and: (operand, run) => list(operand).every(item => truthy(run(item))),
  $or: (operand, run) => list(operand).some(item => truthy(run(item))),
  $cond: (operand, run) => {
    const [test, yes, no] = Array.isArray(operand) ? operand : [operand.if, operand.then, operand.else];
    return truthy(run(test)) ? run(yes) : run(no);
  },
  $ifNull: (operand, run) => {
    let value = null;
    for (const item of operand) if (!missing(value = run(item))) break;
    return value;
  },
  $filter: (operand, run) => {
    const input = run(operand.input);
    if (missing(input)) return null;
    if (operand.limit !== undefined) throw notImplemented('$filter with limit');
    return arrayOf(input, '$filter').filter(item => truthy(run(operand.cond, { [operand.as ?? 'this']: item })));
  },
  $map: (operand, run) => {
    const input = run(operand.input);
    return missing(input) ? null : arrayOf(input, '$map').map(item => run(operand.in, { [operand.as ?? 'this']: item }) ?? null);
  },
  $let: (operand, run) => run(operand.in, Object.fromEntries(Object.entries(operand.vars).map(([name, value]) => [name, run(value)]))),
};

export function evaluate(expression, document, scope = none) {
  if (typeof expression === 'string') {
    if (expression.startsWith('$$')) return variable(expression.slice(2), document, scope);
    return expression.startsWith('$') ? collect(document, split(expression.slice(1))) : expression;
  }
  if (Array.isArray(expression)) return expression.map(item => evaluate(item, document, scope) ?? null);
  if (!isObject(expression)) return expression;
  const names = Object.keys(expression), name = names[0];
  if (names.length === 1 && name.startsWith('$')) {
    const operand = expression[name];
    if (Object.hasOwn(lazy, name)) return lazy[name](operand, (inner, bound) => evaluate(inner, document, bound ? { ...scope, ...bound } : scope));
    if (Object.hasOwn(strict, name)) return strict[name](list(operand).map(item => evaluate(item, document, scope)));
    throw new MongoError(168, `Unrecognized or unimplemented expression '${name}'`);
  }
  const result = {};
  for (const key of names) {
    if (key.startsWith('$')) throw badValue(`an expression object must have exactly one operator, found ${key}`);
    const value = evaluate(expression[key], document, scope);
    if (value !== undefined) result[key] = value;
  }
  return result;
}

export const isDate = value => kindOf(value) === Kind.date;
