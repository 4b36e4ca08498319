import { MongoError, badValue, notImplemented } from './errors.mjs';
import { compile, isOperators, onValue } from './match.mjs';
import { sortBy, parseSort } from './plan.mjs';
import { equal, isNumber, isObject, kindOf, Kind, numberOf, wholeNumber, compare } from './values.mjs';

const modifiers = ['$each', '$slice', '$position', '$sort'];

function parse(operand, allowed) {
  if (!isObject(operand) || !Object.hasOwn(operand, '$each')) return { each: [operand] };
  for (const name of Object.keys(operand)) if (!allowed.includes(name)) throw badValue(`Unrecognized clause in $push or $addToSet: ${name}`);
  if (!Array.isArray(operand.$each)) throw new MongoError(14, 'The argument to $each must be an array');
  return { each: operand.$each, slice: operand.$slice, position: operand.$position, sort: operand.$sort };
}

function cut(items, slice) {
  const count = wholeNumber(slice, '$slice');
  if (count === 0) return [];
  return count > 0 ? items.slice(0, count) : items.slice(count);
}

function sorted(items, sort) {
  if (isNumber(sort)) return [...items].sort((a, b) => compare(a, b) * Number(numberOf(sort)));
  return sortBy(items, item => (isObject(item) ? item : {}), parseSort(sort));
}

/** Which elements $pull takes: those that meet a condition, or equal a value. */
function pulled(operand) {
  if (kindOf(operand) === Kind.regex) throw notImplemented('$pull with a regular expression');
  if (isOperators(operand)) return onValue(operand);
  if (!isObject(operand)) return item => equal(item, operand);
  const matches = compile(operand);
  return item => isObject(item) && matches(item);
}

export function arrayOperators(current, assign) {
  const arrayAt = (document, parts, name) => {
    const value = current(document, parts);
    if (value !== undefined && !Array.isArray(value)) throw badValue(`The field '${parts.join('.')}' must be an array for ${name}`);
    return value;
  };
  const remove = (name, takes) => (document, parts, operand) => {
    const items = arrayAt(document, parts, name), goes = items && takes(operand);
    if (items) assign(document, parts, items.filter(item => !goes(item)));
  };
  return {
    $push: (document, parts, operand) => {
      const { each, slice, position, sort } = parse(operand, modifiers);
      let items = [...(arrayAt(document, parts, '$push') ?? [])];
      items.splice(position === undefined ? items.length : wholeNumber(position, '$position'), 0, ...each);
      if (sort !== undefined) items = sorted(items, sort);
      assign(document, parts, slice === undefined ? items : cut(items, slice));
    },
    $addToSet: (document, parts, operand) => {
      const items = [...(arrayAt(document, parts, '$addToSet') ?? [])];
      for (const value of parse(operand, ['$each']).each) if (!items.some(item => equal(item, value))) items.push(value);
      assign(document, parts, items);
    },
    $pull: remove('$pull', pulled),
    $pullAll: remove('$pullAll', values => item => values.some(value => equal(item, value))),
    $pop: (document, parts, operand) => {
      const items = arrayAt(document, parts, '$pop'), from = wholeNumber(operand, '$pop');
      if (from !== 1 && from !== -1) throw badValue('$pop expects 1 or -1');
      if (items) assign(document, parts, from === 1 ? items.slice(0, -1) : items.slice(1));
    },
  };
}
