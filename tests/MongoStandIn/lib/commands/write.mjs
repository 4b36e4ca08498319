import { ObjectId } from 'bson';
import { MongoError, failedToParse } from '../errors.mjs';
import { compile } from '../match.mjs';
import { search } from '../plan.mjs';
import { compileProjection } from '../project.mjs';
import { statement } from '../transactions.mjs';
import { compileUpdate, isReplacement, seed } from '../update.mjs';
import { isObject, numberOf, truthy } from '../values.mjs';
import { collectionName, only } from './common.mjs';

/** Runs a retryable statement once: repeated with its number, it is answered from memory. */
async function once(context, statementId, body) {
  const { statements } = context, known = statements?.get(statementId);
  if (known) return known;
  const result = await statement(context, body, () => statements?.delete(statementId));
  statements?.set(statementId, result);
  return result;
}

const statementIds = ({ stmtIds, stmtId }) => index => (stmtIds ? numberOf(stmtIds[index]) : stmtId ? numberOf(stmtId) + index : index);

// These concern the whole command (it is to be repeated as one), not one statement of it.
const whole = new Set([50, 112, 251]);

/** Runs the statements of a batch. A transaction ends with the first that fails, whatever `ordered` says. */
async function batch(context, items, run) {
  if (!Array.isArray(items) || items.length === 0) throw new MongoError(16, 'Write batch sizes must be between 1 and 100000.');
  const idOf = statementIds(context.command), stops = context.transaction || context.command.ordered !== false, writeErrors = [];
  for (const [index, item] of items.entries()) {
    try {
      await run(item, idOf(index), index);
    } catch (error) {
      if (!(error instanceof MongoError) || whole.has(error.code)) throw error;
      writeErrors.push({ index, code: error.code, errmsg: error.message, ...error.extra });
      if (stops) break;
    }
  }
  return writeErrors.length ? { writeErrors } : {};
}

function withId(document) {
  if (!isObject(document)) throw failedToParse('a document to insert must be a document');
  for (const name in document) if (name.startsWith('$')) throw new MongoError(52, `Document can't have $ prefixed field names: ${name}`);
  const { _id = new ObjectId(), ...rest } = document;
  if (Array.isArray(_id)) throw new MongoError(53, "The '_id' value cannot be of type array");
  return { _id, ...rest };
}

async function insert(context) {
  const { command } = context, collection = context.store.make(context.db, collectionName(command.insert));
  let n = 0;
  const errors = await batch(context, command.documents, async (item, statementId) => {
    const document = withId(item);
    await once(context, statementId, transaction => {
      transaction.insert(collection, document);
      return {};
    });
    n++;
  });
  return { n, ...errors, ok: 1 };
}

/** Only what may insert makes a collection. */
const target = ({ store, db }, name, upsert) => (upsert ? store.make(db, collectionName(name)) : store.find(db, collectionName(name)));

/** One update of one document, or the upsert: { n, nModified, upserted?, before?, after? }. */
function updateFirst(context, transaction, collection, { filter, change, upsert, sort }) {
  const [found] = search(collection, transaction, { filter, sort, limit: 1 });
  if (!found && !upsert) return { n: 0, nModified: 0 };
  if (!found) {
    const changed = change(seed(filter), { now: context.now, inserting: true }), after = withId(changed);
    transaction.insert(collection, after);
    return { n: 1, nModified: 0, upserted: after._id, after };
  }
  const after = change(found.document, { now: context.now, inserting: false });
  if (after !== found.document) transaction.write(found.record, after);
  return { n: 1, nModified: after === found.document ? 0 : 1, before: found.document, after };
}

/** Each document is a statement of its own outside of a transaction, as in MongoDB. */
async function updateAll(context, collection, spec) {
  const found = search(collection, context.transaction, { filter: spec.filter }), matches = compile(spec.filter);
  if (found.length === 0 && spec.upsert) return statement(context, transaction => updateFirst(context, transaction, collection, spec));
  const result = { n: 0, nModified: 0 };
  for (const { record } of found) {
    await statement(context, transaction => {
      const document = record.seenBy(transaction);
      if (!document || !matches(document)) return;
      const after = spec.change(document, { now: context.now, inserting: false });
      if (after !== document) transaction.write(record, after);
      result.n++;
      if (after !== document) result.nModified++;
    });
  }
  return result;
}

async function update(context) {
  const { command } = context, upserted = [];
  let n = 0, nModified = 0;
  const errors = await batch(context, command.updates, async (item, statementId, index) => {
    only(item, ['q', 'u', 'multi', 'upsert'], 'an update');
    const collection = target(context, command.update, item.upsert);
    const spec = { filter: item.q, change: compileUpdate(item.u), upsert: item.upsert === true };
    if (item.multi && isReplacement(item.u)) throw failedToParse('multi update is not supported for replacement-style update');
    if (item.multi && context.statements) throw new MongoError(72, 'Cannot use retryable writes with multi=true');
    const result = item.multi ? await updateAll(context, collection, spec)
      : await once(context, statementId, transaction => updateFirst(context, transaction, collection, spec));
    n += result.n;
    nModified += result.nModified;
    if (result.upserted !== undefined) upserted.push({ index, _id: result.upserted });
  });
  return { n, nModified, ...(upserted.length && { upserted }), ...errors, ok: 1 };
}

async function removeAll(context, collection, filter) {
  const matches = compile(filter);
  let n = 0;
  for (const { record } of search(collection, context.transaction, { filter })) {
    await statement(context, transaction => {
      const document = record.seenBy(transaction);
      if (!document || !matches(document)) return;
      transaction.write(record, null);
      n++;
    });
  }
  return { n };
}

function removeFirst(transaction, collection, query) {
  const [found] = search(collection, transaction, { ...query, limit: 1 });
  if (found) transaction.write(found.record, null);
  return { n: found ? 1 : 0, before: found?.document };
}

async function remove(context) {
  const { command } = context, collection = context.store.find(context.db, collectionName(command.delete));
  let n = 0;
  const errors = await batch(context, command.deletes, async (item, statementId) => {
    only(item, ['q', 'limit'], 'a delete');
    const limit = Number(numberOf(item.limit));
    if (limit === 0 && context.statements) throw new MongoError(72, 'Cannot use retryable writes with limit=0');
    n += (limit === 0 ? await removeAll(context, collection, item.q)
      : await once(context, statementId, transaction => removeFirst(transaction, collection, { filter: item.q }))).n;
  });
  return { n, ...errors, ok: 1 };
}

async function findAndModify(context) {
  const { command } = context, { query: filter = {}, sort, fields, remove: removes = false } = command;
  if (removes && (command.update || command.upsert || command.new)) throw failedToParse('remove goes with neither update, upsert nor new');
  if (!removes && !command.update) throw failedToParse('Either an update or remove=true must be specified');
  const collection = target(context, command.findAndModify, command.upsert), project = compileProjection(fields, context);
  const spec = removes ? null : { filter, sort, change: compileUpdate(command.update), upsert: command.upsert === true };
  const result = await once(context, numberOf(command.stmtId ?? 0), transaction =>
    (removes ? removeFirst(transaction, collection, { filter, sort }) : updateFirst(context, transaction, collection, spec)));
  const shown = command.new !== undefined && truthy(command.new) ? result.after : result.before;
  const lastErrorObject = { n: result.n };
  if (!removes) lastErrorObject.updatedExisting = result.n === 1 && result.upserted === undefined;
  if (result.upserted !== undefined) lastErrorObject.upserted = result.upserted;
  return { lastErrorObject, value: shown ? project(shown) : null, ok: 1 };
}

const common = ['ordered', 'bypassDocumentValidation', 'stmtId', 'stmtIds'];
export const commands = {
  insert: { fields: ['documents', ...common], write: true, run: insert },
  update: { fields: ['updates', ...common], write: true, run: update },
  delete: { fields: ['deletes', ...common], write: true, run: remove },
  findAndModify: { fields: ['query', 'sort', 'update', 'remove', 'new', 'fields', 'upsert', ...common], write: true, run: findAndModify },
};
