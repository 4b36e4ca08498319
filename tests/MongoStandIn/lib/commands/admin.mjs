import { ObjectId } from 'bson';
import { MongoError, badValue, notImplemented } from '../errors.mjs';
import { Index } from '../indexes.mjs';
import { compile } from '../match.mjs';
import { encode, identical, isNumber, isObject, numberOf } from '../values.mjs';
import { collectionName, only } from './common.mjs';

const electionId = new ObjectId();

function hello({ connection, now, topology }) {
  const role = topology.replicaSet
    ? { setName: topology.replicaSet, setVersion: 1, hosts: [topology.address], me: topology.address, primary: topology.address, secondary: false, electionId }
    : topology.standalone ? {} : { msg: 'isdbgrid' };
  return {
    helloOk: true, isWritablePrimary: true, ismaster: true, ...role, maxBsonObjectSize: 16 * 1024 * 1024, maxMessageSizeBytes: 48_000_000, maxWriteBatchSize: 100_000,
    localTime: now, logicalSessionTimeoutMinutes: 30, connectionId: connection.id, minWireVersion: 0, maxWireVersion: 21, readOnly: false, ok: 1,
  };
}

const buildInfo = () => ({ version: '7.0.0', versionArray: [7, 0, 0, 0], gitVersion: 'stand-in', modules: [], bits: 64, maxBsonObjectSize: 16 * 1024 * 1024, ok: 1 });

function endSessions({ command, name, sessions }) {
  sessions.end(command[name]);
  return { ok: 1 };
}

/** As MongoDB's exclusive lock: what changes a whole collection waits for the transactions that wrote to it. */
async function writersOf(store, collection) {
  for (;;) {
    const writer = [...store.open].find(transaction => transaction.wroteTo(collection));
    if (!writer) return;
    await writer.ended;
  }
}

const indexFields = ['v', 'key', 'name', 'unique', 'sparse', 'partialFilterExpression', 'expireAfterSeconds', 'background'];

function definitionOf(specification) {
  only(specification, indexFields, 'an index');
  if (!isObject(specification.key) || typeof specification.name !== 'string') throw badValue('an index needs a key and a name');
  return { v: 2, ...specification };
}

const signature = ({ unique = false, sparse = false, partialFilterExpression = {} }) => encode([unique, sparse, partialFilterExpression]);
const sameSettings = (a, b) => signature(a) === signature(b) && encode(a.expireAfterSeconds) === encode(b.expireAfterSeconds);

/** Whether the index is there already; the same name or key with something else is refused. */
function exists(collection, definition) {
  for (const { definition: other } of collection.indexes.values()) {
    const sameKey = identical(normal(other.key), normal(definition.key));
    if (other.name === definition.name) {
      if (sameKey && (sameSettings(other, definition) || other.name === '_id_')) return true;
      throw new MongoError(86, `An existing index has the same name as the requested index but another specification: ${definition.name}`);
    }
    // Indexes of one key may stand side by side when they hold different documents.
    if (sameKey && signature(other) === signature(definition)) throw new MongoError(85, `Index already exists with a different name: ${other.name}`);
  }
  return false;
}

const normal = key => Object.fromEntries(Object.entries(key).map(([path, value]) => [path, isNumber(value) ? Math.sign(Number(numberOf(value))) : value]));

function build(collection, definition) {
  const index = new Index(definition), holders = new Map();
  for (const record of collection.records.values()) {
    for (const document of record.documents) index.add(record, document);
    if (!index.unique || !record.latest.document) continue;
    for (const key of index.keysOf(record.latest.document)) {
      if (holders.has(key)) throw index.duplicate(collection, record.latest.document, key);
      holders.set(key, record);
    }
  }
  collection.indexes.set(index.name, index);
}

async function createIndexes({ command, db, store }) {
  const name = collectionName(command.createIndexes), isNew = !store.find(db, name), collection = store.make(db, name);
  const definitions = command.indexes.map(definitionOf), before = collection.indexes.size;
  if (!definitions.every(definition => exists(collection, definition))) await writersOf(store, collection);
  for (const definition of definitions) if (!exists(collection, definition)) build(collection, definition);
  return { numIndexesBefore: before, numIndexesAfter: collection.indexes.size, createdCollectionAutomatically: isNew, ok: 1 };
}

const existing = (store, db, name) => {
  const collection = store.find(db, collectionName(name));
  if (!collection) throw new MongoError(26, `ns does not exist: ${db}.${name}`);
  return collection;
};

function listIndexes({ command, db, store, cursors }) {
  const collection = existing(store, db, command.listIndexes);
  return cursors.start([...collection.indexes.values()].map(index => index.definition), { namespace: collection.namespace, batchSize: command.cursor?.batchSize });
}

async function dropIndexes({ command, db, store }) {
  const collection = existing(store, db, command.dropIndexes), nIndexesWas = collection.indexes.size;
  if (typeof command.index !== 'string') throw notImplemented('dropIndexes other than by name');
  await writersOf(store, collection);
  if (command.index === '_id_') throw new MongoError(72, 'cannot drop _id index');
  const names = command.index === '*' ? [...collection.indexes.keys()].filter(name => name !== '_id_') : [command.index];
  for (const name of names) if (!collection.indexes.delete(name)) throw new MongoError(27, `index not found with name [${name}]`);
  return { nIndexesWas, ok: 1 };
}

function create({ command, db, store }) {
  const name = collectionName(command.create);
  if (store.find(db, name)) throw new MongoError(48, `Collection ${db}.${name} already exists.`);
  store.make(db, name);
  return { ok: 1 };
}

async function drop({ command, db, store }) {
  const collection = store.find(db, collectionName(command.drop));
  if (!collection) return { ok: 1 };
  await writersOf(store, collection);
  store.drop(collection);
  return { nIndexesWas: collection.indexes.size, ns: collection.namespace, ok: 1 };
}

const within = (store, db) => [...store.collections.values()].filter(collection => collection.database === db);

async function dropDatabase({ db, store }) {
  for (const collection of within(store, db)) {
    await writersOf(store, collection);
    store.drop(collection);
  }
  return { dropped: db, ok: 1 };
}

function listCollections({ command, db, store, cursors }) {
  const matches = compile(command.filter ?? {});
  const all = within(store, db).map(({ name }) => ({ name, type: 'collection', options: {}, info: { readOnly: false } }));
  return cursors.start(all.filter(matches), { namespace: `${db}.$cmd.listCollections`, batchSize: command.cursor?.batchSize });
}

function listDatabases({ command, store }) {
  const names = new Set([...store.collections.values()].map(collection => collection.database)), matches = compile(command.filter ?? {});
  return { databases: [...names].map(name => ({ name, sizeOnDisk: 0, empty: false })).filter(matches), ok: 1 };
}

function standIn({ command, faults, actions, stats }) {
  if (command.fault) faults.set(command.fault, actions);
  return { ok: 1, ...(command.stats && { stats: stats() }) };
}

const helloFields = ['helloOk', 'client', 'compression', 'saslSupportedMechs', 'loadBalanced', 'hello', 'backpressure'];
export const commands = {
  hello: { fields: helloFields, run: hello },
  isMaster: { fields: helloFields, run: hello },
  ismaster: { fields: helloFields, run: hello },
  ping: { fields: [], run: () => ({ ok: 1 }) },
  buildInfo: { fields: [], run: buildInfo },
  endSessions: { fields: [], run: endSessions },
  killSessions: { fields: [], run: endSessions },
  createIndexes: { fields: ['indexes', 'commitQuorum'], run: createIndexes },
  listIndexes: { fields: ['cursor'], run: listIndexes },
  dropIndexes: { fields: ['index'], run: dropIndexes },
  create: { fields: [], run: create },
  drop: { fields: [], run: drop },
  dropDatabase: { fields: [], run: dropDatabase },
  listCollections: { fields: ['filter', 'cursor', 'nameOnly', 'authorizedCollections'], run: listCollections },
  listDatabases: { fields: ['filter', 'nameOnly', 'authorizedDatabases'], run: listDatabases },
  standIn: { fields: ['fault', 'stats'], run: standIn },
};
