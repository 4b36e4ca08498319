import { Int32 } from 'bson';
import { runPipeline } from '../aggregate.mjs';
import { badValue, notImplemented } from '../errors.mjs';
import { indexed, split } from '../paths.mjs';
import { search } from '../plan.mjs';
import { compileProjection } from '../project.mjs';
import { encode, isObject, wholeNumber } from '../values.mjs';
import { collectionName, only } from './common.mjs';

const natural = (value, name) => {
  if (value === undefined) return undefined;
  const number = wholeNumber(value, name);
  if (number < 0) throw badValue(`${name} must not be negative`);
  return number;
};

/** The index that a hint means. */
function hinted(collection, hint) {
  if (hint === undefined || !collection) return undefined;
  const known = [...collection.indexes.values()].find(index => (isObject(hint) ? encode(index.definition.key) === encode(hint) : index.name === hint));
  if (!known) throw badValue('hint provided does not correspond to an existing index');
  return known;
}

function find(context) {
  const { command, db, store, transaction, view } = context, name = collectionName(command.find), collection = store.find(db, name);
  for (const option of ['tailable', 'awaitData', 'returnKey', 'showRecordId', 'oplogReplay']) if (command[option]) throw notImplemented(`find with ${option}`);
  const hint = hinted(collection, command.hint);
  const project = compileProjection(command.projection, context), limit = natural(command.limit, 'limit');
  const found = search(collection, transaction ?? view, {
    filter: command.filter, sort: command.sort, skip: natural(command.skip, 'skip'), limit: limit || undefined, hint,
  });
  return context.cursors.start(found.map(item => project(item.document)), {
    namespace: `${db}.${name}`, batchSize: command.batchSize, single: command.singleBatch === true, transaction,
  });
}

function getMore({ command, db, cursors, transaction }) {
  return cursors.next(command.getMore, `${db}.${collectionName(command.collection)}`, command.batchSize, transaction);
}

function killCursors({ command, cursors }) {
  const cursorsKilled = [], cursorsNotFound = [];
  for (const id of command.cursors) (cursors.kill(id) ? cursorsKilled : cursorsNotFound).push(id);
  return { cursorsKilled, cursorsNotFound, cursorsAlive: [], cursorsUnknown: [], ok: 1 };
}

function aggregate(context) {
  const { command, db, store, transaction, view } = context;
  if (typeof command.aggregate !== 'string') throw notImplemented('aggregation without a collection');
  if (!Array.isArray(command.pipeline)) throw badValue('pipeline must be an array');
  if (command.explain) throw notImplemented('explain');
  only(command.cursor ?? {}, ['batchSize'], 'cursor');
  const collection = store.find(db, command.aggregate);
  const scope = { now: context.now, transaction: transaction ?? view, hint: hinted(collection, command.hint), collectionOf: name => store.find(db, name) };
  return context.cursors.start(runPipeline(collection, command.pipeline, scope), {
    namespace: `${db}.${command.aggregate}`, batchSize: command.cursor?.batchSize, transaction,
  });
}

function count({ command, db, store, transaction, view }) {
  const limit = natural(command.limit, 'limit'), collection = store.find(db, collectionName(command.count));
  const hint = hinted(collection, command.hint);
  const found = search(collection, transaction ?? view, {
    filter: command.query, skip: natural(command.skip, 'skip'), limit: limit || undefined, hint,
  });
  return { n: new Int32(found.length), ok: 1 };
}

function distinct({ command, db, store, transaction, view }) {
  const values = new Map(), parts = split(command.key);
  for (const { document } of search(store.find(db, collectionName(command.distinct)), transaction ?? view, { filter: command.query ?? {} })) {
    for (const value of indexed(document, parts, 0, undefined)) if (value !== undefined) values.set(encode(value), value);
  }
  return { values: [...values.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value), ok: 1 };
}

export const commands = {
  find: {
    fields: ['filter', 'sort', 'projection', 'limit', 'skip', 'batchSize', 'singleBatch', 'hint', 'allowDiskUse', 'allowPartialResults', 'noCursorTimeout',
      'tailable', 'awaitData', 'returnKey', 'showRecordId', 'oplogReplay'],
    read: true, run: find,
  },
  getMore: { fields: ['collection', 'batchSize'], read: true, run: getMore },
  killCursors: { fields: ['cursors'], read: true, run: killCursors },
  aggregate: { fields: ['pipeline', 'cursor', 'allowDiskUse', 'explain', 'hint', 'bypassDocumentValidation'], read: true, run: aggregate },
  count: { fields: ['query', 'limit', 'skip', 'hint'], run: count },
  distinct: { fields: ['key', 'query'], read: true, run: distinct },
};
