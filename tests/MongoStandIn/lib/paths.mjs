import { isObject } from './values.mjs';

const cache = new Map();
/** The parts of a dotted path. */
export function split(path) {
  let parts = cache.get(path);
  if (!parts) {
    if (cache.size > 10_000) cache.clear();
    cache.set(path, parts = path.split('.'));
  }
  return parts;
}

export const isIndex = part => /^(0|[1-9]\d*)$/.test(part);
const own = (object, name) => (Object.hasOwn(object, name) ? object[name] : undefined);

/**
 * Visits what a query's dotted path reaches: through arrays by position and, implicitly, into each object element. A missing end is visited as undefined;
 * an array on the way without object elements is not visited at all. Stops and answers true as soon as `visit` does.
 */
export function reach(value, parts, at, visit) {
  if (at === parts.length) return visit(value);
  const part = parts[at];
  if (Array.isArray(value)) {
    if (isIndex(part) && Number(part) < value.length && reach(value[Number(part)], parts, at + 1, visit)) return true;
    for (const item of value) if (isObject(item) && reach(item, parts, at, visit)) return true;
    return false;
  }
  return isObject(value) ? reach(own(value, part), parts, at + 1, visit) : visit(undefined);
}

/** What an index keeps for a path: elements of arrays one by one, `empty` for an empty array. */
export function indexed(value, parts, at, empty) {
  if (Array.isArray(value)) {
    if (at < parts.length && isIndex(parts[at])) return indexed(value[Number(parts[at])], parts, at + 1, empty);
    if (value.length === 0) return [at === parts.length ? empty : undefined];
    return at === parts.length ? value : value.flatMap(item => (isObject(item) ? indexed(item, parts, at, empty) : [undefined]));
  }
  if (at === parts.length) return [value];
  return isObject(value) ? indexed(own(value, parts[at]), parts, at + 1, empty) : [undefined];
}

/** An aggregation field path: through arrays, collecting; never by position. */
export function collect(value, parts, at = 0) {
  if (at === parts.length) return value;
  if (Array.isArray(value)) return value.map(item => collect(item, parts, at)).filter(item => item !== undefined);
  return isObject(value) ? collect(own(value, parts[at]), parts, at + 1) : undefined;
}
