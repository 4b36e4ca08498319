// Query filters, compiled to predicates over documents.
import { badValue, failedToParse, notImplemented } from './errors.mjs';
import { evaluate } from './expressions.mjs';
import { reach, split } from './paths.mjs';
import { Kind, encode, isObject, kindOf, numberOf, truthy, wholeNumber } from './values.mjs';

export const isOperators = condition => {
  if (!isObject(condition)) return false;
  const names = Object.keys(condition);
  if (names.length === 0 || !names[0].startsWith('$') || ['$ref', '$id', '$db'].includes(names[0])) return false;
  for (const name of names) if (!name.startsWith('$')) throw badValue(`unknown operator: ${name}`);
  return true;
};

const leafOrItem = test => value => test(value) || (Array.isArray(value) && value.some(test));

function equals(operand) {
  switch (kindOf(operand)) {
    case Kind.string: case Kind.boolean: return value => value === operand;
    case Kind.number: {
      const number = numberOf(operand);
      if (number !== number) break;
      return value => kindOf(value) === Kind.number && numberOf(value) == number;
    }
    case Kind.regex: throw notImplemented('$eq with a regular expression');
  }
  const text = encode(operand);
  return value => encode(value) === text;
}

/** $gt and its kin see only values of their operand's own type; null equals itself. */
function ordered(operand, accepts) {
  const kind = kindOf(operand), text = encode(operand);
  return value => {
    if (kindOf(value) !== kind) return false;
    const other = encode(value);
    return accepts(other < text ? -1 : other > text ? 1 : 0);
  };
}

export function toRegExp(pattern, options) {
  const source = kindOf(pattern) === Kind.regex ? pattern.pattern : pattern, flags = options ?? (kindOf(pattern) === Kind.regex ? pattern.options : '');
  if (typeof source !== 'string' || typeof flags !== 'string') throw badValue('$regex has to be a string');
  if (/[^imsu]/.test(flags)) throw notImplemented(`the regular expression options '${flags}'`);
  try {
    return new RegExp(source, flags.replace('u', ''));
  } catch {
    throw badValue(`Regular expression is invalid: ${source}`);
  }
}

function member(operand) {
  if (!Array.isArray(operand)) throw badValue('$in needs an array');
  const texts = new Set(), patterns = [];
  for (const item of operand) {
    if (kindOf(item) === Kind.regex) patterns.push(toRegExp(item));
    else if (isOperators(item)) throw badValue('cannot nest $ under $in');
    else texts.add(encode(item));
  }
  return value => texts.has(encode(value)) || (typeof value === 'string' && patterns.some(pattern => pattern.test(value)));
}

const typeNames = {
  double: value => value?._bsontype === 'Double', int: value => value?._bsontype === 'Int32', long: value => value?._bsontype === 'Long',
  string: value => typeof value === 'string', object: isObject, array: Array.isArray, bool: value => typeof value === 'boolean', null: value => value === null,
  date: value => value instanceof Date, binData: value => value?._bsontype === 'Binary' || value?._bsontype === 'UUID', number: value => value !== undefined && kindOf(value) === Kind.number,
  objectId: value => value?._bsontype === 'ObjectId',
};

/** A condition on what one path reaches: a function of (value, parts, at). */
const anywhere = test => (value, parts, at) => reach(value, parts, at, test);
const negate = test => (value, parts, at) => !test(value, parts, at);

const operators = {
  $eq: operand => anywhere(leafOrItem(equals(operand))),
  $ne: operand => negate(operators.$eq(operand)),
  $gt: operand => anywhere(leafOrItem(ordered(operand, sign => sign > 0))),
  $gte: operand => anywhere(leafOrItem(ordered(operand, sign => sign >= 0))),
  $lt: operand => anywhere(leafOrItem(ordered(operand, sign => sign < 0))),
  $lte: operand => anywhere(leafOrItem(ordered(operand, sign => sign <= 0))),
  $in: operand => anywhere(leafOrItem(member(operand))),
  $nin: operand => negate(operators.$in(operand)),
  $exists: operand => (truthy(operand) ? anywhere(value => value !== undefined) : negate(anywhere(value => value !== undefined))),
  $size: operand => {
    const size = wholeNumber(operand, '$size');
    return anywhere(value => Array.isArray(value) && value.length === size);
  },
  $type: operand => {
    const tests = (Array.isArray(operand) ? operand : [operand]).map(name => {
      if (!Object.hasOwn(typeNames, name)) throw notImplemented(`$type ${name}`);
      return typeNames[name];
    });
    return anywhere(value => tests.some(test => test(value) || (Array.isArray(value) && value.some(test))));
  },
  $all: operand => {
    if (!Array.isArray(operand)) throw badValue('$all needs an array');
    const tests = operand.map(item => (isOperators(item) ? conditions(item) : operators.$eq(item)));
    return (value, parts, at) => tests.length > 0 && tests.every(test => test(value, parts, at));
  },
  $elemMatch: operand => {
    if (!isObject(operand)) throw badValue('$elemMatch needs an Object');
    const byValue = isOperators(operand) && !['$and', '$or', '$nor', '$expr'].includes(Object.keys(operand)[0]);
    const test = byValue ? onValue(operand) : compile(operand);
    return anywhere(value => Array.isArray(value) && value.some(item => (byValue || isObject(item)) && test(item)));
  },
  $not: operand => {
    if (kindOf(operand) === Kind.regex) return negate(operators.$regex(operand));
    if (!isOperators(operand)) throw badValue('$not needs a regex or a document');
    return negate(conditions(operand));
  },
  $regex: (operand, all) => {
    const pattern = toRegExp(operand, all?.$options);
    return anywhere(leafOrItem(value => typeof value === 'string' && pattern.test(value)));
  },
  $options: (operand, all) => {
    if (all.$regex === undefined) throw badValue('$options needs a $regex');
    return () => true;
  },
};

function conditions(condition) {
  const tests = Object.entries(condition).map(([name, operand]) => {
    if (!Object.hasOwn(operators, name)) throw badValue(`unknown or unimplemented operator: ${name}`);
    return operators[name](operand, condition);
  });
  return tests.length === 1 ? tests[0] : (value, parts, at) => tests.every(test => test(value, parts, at));
}

/** Operators applied to a value itself (an element of an array). */
export function onValue(condition) {
  const test = conditions(condition);
  return value => test(value, [], 0);
}

const combine = {
  $and: tests => document => tests.every(test => test(document)),
  $or: tests => document => tests.some(test => test(document)),
  $nor: tests => document => !tests.some(test => test(document)),
};

/** The predicate of a whole filter. */
export function compile(filter) {
  if (!isObject(filter)) throw failedToParse('a filter must be a document');
  const tests = [];
  for (const [name, operand] of Object.entries(filter)) {
    if (Object.hasOwn(combine, name)) {
      if (!Array.isArray(operand) || operand.length === 0) throw badValue(`${name} must be a nonempty array`);
      tests.push(combine[name](operand.map(compile)));
    } else if (name === '$expr') {
      tests.push(document => truthy(evaluate(operand, document)));
    } else if (name === '$comment') {
      continue;
    } else if (name.startsWith('$')) {
      throw badValue(`unknown or unimplemented top level operator: ${name}`);
    } else {
      const parts = split(name);
      const test = isOperators(operand) ? conditions(operand)
        : kindOf(operand) === Kind.regex ? operators.$regex(operand) : operators.$eq(operand);
      tests.push(document => test(document, parts, 0));
    }
  }
  return tests.length === 1 ? tests[0] : document => tests.every(test => test(document));
}
