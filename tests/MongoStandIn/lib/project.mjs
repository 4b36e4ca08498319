import { badValue, notImplemented } from './errors.mjs';
import { evaluate } from './expressions.mjs';
import { isNumber, isObject, numberOf } from './values.mjs';

const isFlag = value => typeof value === 'boolean' || isNumber(value);
const isOn = value => (typeof value === 'boolean' ? value : numberOf(value) != 0);

/** The specification as a tree of flags and expressions; dotted and nested spellings mean the same. */
function tree(specification) {
  const root = {};
  for (const [path, value] of Object.entries(specification)) {
    if (path.startsWith('$') || path.split('.').some(part => part.startsWith('$'))) throw notImplemented(`projecting ${path}`);
    const parts = path.split('.'), last = parts.pop();
    let node = root;
    for (const part of parts) {
      if (node[part] !== undefined && !isObject(node[part])) throw badValue(`Path collision at ${path}`);
      node = node[part] ??= {};
    }
    if (node[last] !== undefined) throw badValue(`Path collision at ${path}`);
    node[last] = isObject(value) && !Object.keys(value).some(name => name.startsWith('$')) ? tree(value) : isFlag(value) ? isOn(value) : { $: value };
  }
  return root;
}

const isComputed = node => isObject(node) && Object.hasOwn(node, '$');
const hasInclusion = node => node === true || (isObject(node) && (isComputed(node) || Object.values(node).some(hasInclusion)));

function apply(node, value, including, compute) {
  if (Array.isArray(value)) return value.map(item => apply(node, item, including, compute)).filter(item => item !== undefined);
  if (!isObject(value)) return including ? undefined : value;
  const result = {};
  for (const name in value) {
    const rule = node[name];
    if (rule === undefined ? !including : rule === true) result[name] = value[name];
    else if (isObject(rule) && !isComputed(rule)) {
      const inner = apply(rule, value[name], including, compute);
      if (inner !== undefined) result[name] = inner;
    } else if (isComputed(rule)) {
      const computed = compute(rule.$);
      if (computed !== undefined) result[name] = computed;
    }
  }
  for (const name in node) {
    if (Object.hasOwn(value, name)) continue;
    const computed = isComputed(node[name]) ? compute(node[name].$)
      : isObject(node[name]) && including && Object.values(node[name]).some(isComputed) ? apply(node[name], {}, including, compute) : undefined;
    if (computed !== undefined) result[name] = computed;
  }
  return result;
}

/** A function from document to projected document. */
export function compileProjection(specification, scope) {
  if (!specification || Object.keys(specification).length === 0) return document => document;
  for (const value of Object.values(specification)) {
    if (isObject(value)) for (const name of ['$slice', '$elemMatch', '$meta']) if (Object.hasOwn(value, name)) throw notImplemented(`${name} in a projection`);
  }
  const { _id, ...others } = tree(specification), rest = Object.values(others);
  const including = rest.length > 0 ? rest.some(hasInclusion) : hasInclusion(_id);
  const mixed = node => node === false || (isObject(node) && !isComputed(node) && Object.values(node).some(mixed));
  if (including && rest.some(mixed)) throw badValue('Cannot do exclusion in an inclusion projection');
  const node = { ...others };
  if (_id !== undefined && (including || _id !== true)) node._id = _id;
  else if (including) node._id = true;
  return document => apply(node, document, including, expression => evaluate(expression, document, scope));
}
