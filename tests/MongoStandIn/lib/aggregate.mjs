// Aggregation stages over arrays of documents, one after the other.
import { Double, Int32 } from 'bson';
import { MongoError, badValue, notImplemented } from './errors.mjs';
import { evaluate, extreme } from './expressions.mjs';
import { compile } from './match.mjs';
import { collect, split } from './paths.mjs';
import { parseSort, search, sortBy } from './plan.mjs';
import { compileProjection } from './project.mjs';
import { arithmetic, clone, encode, isNumber, isObject, numberOf, wholeNumber } from './values.mjs';

const accumulators = {
  $sum: values => values.filter(isNumeric).reduce((a, b) => arithmetic(a, b, (x, y) => x + y), new Int32(0)),
  $avg: values => {
    const numbers = values.filter(isNumeric).map(value => Number(numberOf(value)));
    return numbers.length ? new Double(numbers.reduce((a, b) => a + b) / numbers.length) : null;
  },
  $min: values => extreme(values, -1),
  $max: values => extreme(values, 1),
  $first: values => values[0] ?? null,
  $last: values => values.at(-1) ?? null,
  $push: values => values.filter(value => value !== undefined),
  $addToSet: values => [...new Map(values.filter(value => value !== undefined).map(value => [encode(value), value])).values()],
  $count: values => new Int32(values.length),
};
const isNumeric = value => value !== undefined && isNumber(value);

function group(documents, { _id, ...fields }, scope) {
  const groups = new Map();
  for (const document of documents) {
    const id = evaluate(_id, document, scope) ?? null, key = encode(id);
    let members = groups.get(key);
    if (!members) groups.set(key, members = { id, documents: [] });
    members.documents.push(document);
  }
  const parts = Object.entries(fields).map(([name, field]) => {
    const [operator, ...more] = isObject(field) ? Object.keys(field) : [];
    if (more.length || !Object.hasOwn(accumulators, operator ?? '')) throw new MongoError(15952, `unknown or unimplemented group operator in '${name}'`);
    return { name, expression: operator === '$count' ? null : field[operator], accumulate: accumulators[operator] };
  });
  return [...groups.values()].map(({ id, documents: members }) => {
    const result = { _id: id };
    for (const { name, expression, accumulate } of parts) result[name] = accumulate(members.map(member => evaluate(expression, member, scope)));
    return result;
  });
}

function unwind(documents, specification) {
  const { path, preserveNullAndEmptyArrays: keep, ...others } = isObject(specification) ? specification : { path: specification };
  if (Object.keys(others).length) throw notImplemented(`$unwind with ${Object.keys(others)}`);
  if (typeof path !== 'string' || !path.startsWith('$')) throw badValue('$unwind needs a path that begins with $');
  const parts = split(path.slice(1));
  if (parts.length > 1) throw notImplemented('$unwind of a nested path');
  return documents.flatMap(document => {
    const value = document[parts[0]];
    if (Array.isArray(value) && value.length) return value.map(item => ({ ...document, [parts[0]]: item }));
    if (value !== undefined && value !== null && !Array.isArray(value)) return [document];
    if (!keep) return [];
    const { [parts[0]]: dropped, ...rest } = document;
    return [Array.isArray(value) ? rest : document];
  });
}

function lookup(documents, { from, localField, foreignField, as, ...others }, { collectionOf, transaction }) {
  if (Object.keys(others).length || !localField || !foreignField) throw notImplemented('$lookup other than from, localField, foreignField, as');
  const collection = collectionOf(from);
  return documents.map(document => {
    const local = collect(document, split(localField)) ?? null, filter = { [foreignField]: Array.isArray(local) ? { $in: local } : { $eq: local } };
    return { ...document, [as]: search(collection, transaction, { filter }).map(found => found.document) };
  });
}

/** $set: expressions at paths, dotted or nested; an existing array is set in each of its elements. */
function setFields(document, specification, scope) {
  const result = clone(document);
  for (const [path, expression] of Object.entries(specification)) setField(result, split(path), 0, evaluate(expression, document, scope));
  return result;
}

function setField(node, parts, at, value) {
  if (Array.isArray(node)) { for (const item of node) setField(item, parts, at, value); return; }
  if (!isObject(node)) return;
  const part = parts[at];
  if (at === parts.length - 1) {
    if (value === undefined) delete node[part]; else node[part] = value;
    return;
  }
  if (!isObject(node[part]) && !Array.isArray(node[part])) node[part] = {};
  setField(node[part], parts, at + 1, value);
}

function unset(names) {
  const paths = Array.isArray(names) ? names : [names];
  return compileProjection(Object.fromEntries(paths.map(path => [path, false])));
}

function replaceRoot(document, expression, scope) {
  const root = evaluate(expression, document, scope);
  if (!isObject(root)) throw new MongoError(40228, "'newRoot' expression must evaluate to an object");
  return root;
}

const natural = (value, name) => {
  const number = wholeNumber(value, name);
  if (number < 0) throw badValue(`${name} must not be negative`);
  return number;
};

/** Stages that turn one document into one; the only ones a pipeline update may have. */
const mapping = {
  $project: (specification, scope) => compileProjection(specification, scope),
  $set: (specification, scope) => document => setFields(document, specification, scope),
  $addFields: (specification, scope) => mapping.$set(specification, scope),
  $unset: specification => unset(specification),
  $replaceRoot: ({ newRoot }, scope) => document => replaceRoot(document, newRoot, scope),
  $replaceWith: (expression, scope) => document => replaceRoot(document, expression, scope),
};

const stages = {
  $match: (documents, filter) => documents.filter(compile(filter)),
  $sort: (documents, sort) => sortBy(documents, document => document, parseSort(sort)),
  $limit: (documents, limit) => documents.slice(0, natural(limit, '$limit')),
  $skip: (documents, skip) => documents.slice(natural(skip, '$skip')),
  $count: (documents, name) => (documents.length ? [{ [name]: new Int32(documents.length) }] : []),
  $group: group, $unwind: unwind, $lookup: lookup,
};

const only = stage => {
  const names = isObject(stage) ? Object.keys(stage) : [];
  if (names.length !== 1) throw new MongoError(40323, 'A pipeline stage specification object must contain exactly one field.');
  return names[0];
};

/** `scope`: { now, transaction, hint?, collectionOf }. What leads the pipeline and a search can do, a search does. */
export function runPipeline(collection, pipeline, scope) {
  const rest = [...pipeline], query = { hint: scope.hint };
  for (const stage of rest) if (!Object.hasOwn(stages, only(stage)) && !Object.hasOwn(mapping, only(stage))) {
    throw new MongoError(40324, `Unrecognized or unimplemented pipeline stage name: '${only(stage)}'`);
  }
  if (rest[0]?.$match) query.filter = rest.shift().$match;
  if (rest[0]?.$sort) query.sort = rest.shift().$sort;
  if (rest[0]?.$skip) query.skip = natural(rest.shift().$skip, '$skip');
  if (rest[0]?.$limit) query.limit = natural(rest.shift().$limit, '$limit');
  let documents = search(collection, scope.transaction, query).map(found => found.document);
  for (const stage of rest) {
    const name = only(stage);
    documents = Object.hasOwn(mapping, name) ? documents.map(mapping[name](stage[name], scope)) : stages[name](documents, stage[name], scope);
  }
  return documents;
}

/** A pipeline as an update. */
export function updateStages(pipeline) {
  for (const stage of pipeline) if (!Object.hasOwn(mapping, only(stage))) throw notImplemented(`the stage ${only(stage)} in an update`);
  return (document, scope) => pipeline.reduce((result, stage) => mapping[only(stage)](stage[only(stage)], { now: scope.now })(result), document);
}
