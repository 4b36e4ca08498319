import assert from 'node:assert/strict';
import test from 'node:test';
import { Long } from 'bson';
import { open } from './client.mjs';

const duplicate = error => error.code === 11000;

test('a unique index names what met', async t => {
  const items = (await open(t)).db.collection('items');
  await items.createIndex({ c: 1, rev: 1 }, { unique: true, name: 'c_rev' });
  await items.insertOne({ c: 'x', rev: Long.fromNumber(1) });
  await assert.rejects(items.insertOne({ c: 'x', rev: 1 }), error => {
    assert.match(error.message, /E11000 duplicate key error collection: test\.items index: c_rev dup key/);
    assert.deepEqual([error.keyPattern, error.keyValue], [{ c: 1, rev: 1 }, { c: 'x', rev: 1 }]);
    return duplicate(error);
  });
  await items.insertOne({ c: 'x', rev: 2 });
  await assert.rejects(items.updateOne({ rev: 2 }, { $set: { rev: 1 } }), duplicate);
  await items.deleteOne({ rev: 1 });
  await items.updateOne({ rev: 2 }, { $set: { rev: 1 } });
  assert.equal(await items.countDocuments({ c: 'x', rev: 2 }), 0);
});

test('missing counts as null, except in sparse and partial indexes', async t => {
  const { db } = await open(t), all = db.collection('all'), sparse = db.collection('sparse'), partial = db.collection('partial');
  await all.createIndex({ k: 1 }, { unique: true });
  await all.insertOne({});
  await assert.rejects(all.insertOne({ k: null }), duplicate);
  await sparse.createIndex({ k: 1 }, { unique: true, sparse: true });
  await sparse.insertMany([{}, {}, { k: 1 }]);
  await assert.rejects(sparse.insertOne({ k: 1 }), duplicate);
  await partial.createIndex({ k: 1 }, { unique: true, partialFilterExpression: { k: { $exists: true }, on: true } });
  await partial.insertMany([{ on: true }, { on: true }, { k: 1, on: false }, { k: 1, on: true }]);
  await assert.rejects(partial.insertOne({ k: 1, on: true }), duplicate);
  await assert.rejects(partial.updateOne({ on: false }, { $set: { on: true } }), duplicate);
  assert.equal(await partial.countDocuments({ k: 1 }), 2, 'a query the partial index cannot answer does not use it');
  assert.equal(await partial.countDocuments({ k: 1, on: true }), 1);
  assert.equal(await sparse.countDocuments({ k: null }), 2);
});

test('a multikey unique index guards every element', async t => {
  const items = (await open(t)).db.collection('items');
  await items.createIndex({ keys: 1 }, { unique: true, sparse: true });
  await items.insertMany([{ _id: 1, keys: ['a', 'b', 'b'] }, { _id: 2, keys: ['c'] }, { _id: 3 }]);
  await assert.rejects(items.updateOne({ _id: 2 }, { $push: { keys: 'b' } }), duplicate);
  await items.updateOne({ _id: 1 }, { $pull: { keys: 'b' } });
  await items.updateOne({ _id: 2 }, { $push: { keys: 'b' } });
  assert.deepEqual((await items.find({ keys: { $in: ['a', 'b', 'c'] } }).toArray()).map(item => item._id).sort(), [1, 2]);
});

test('making an index again is no change, making another of its name is refused', async t => {
  const { db } = await open(t), items = db.collection('items');
  await items.insertMany([{ k: 1 }, { k: 1 }]);
  await assert.rejects(items.createIndex({ k: 1 }, { unique: true }), duplicate);
  await items.createIndex({ k: 1 });
  await items.createIndex({ k: 1 });
  await items.createIndex({ at: 1 }, { expireAfterSeconds: 60 });
  await assert.rejects(items.createIndex({ k: 1 }, { name: 'k_1', sparse: true }), error => error.code === 86);
  await assert.rejects(items.createIndex({ k: 1 }, { name: 'other' }), error => error.code === 85);
  assert.deepEqual((await items.listIndexes().toArray()).map(index => index.name), ['_id_', 'k_1', 'at_1']);
  await items.dropIndex('k_1');
  assert.equal((await items.listIndexes().toArray()).length, 2);
  assert.deepEqual((await db.listCollections({ name: 'items' }).toArray()).map(item => item.name), ['items']);
  await items.drop();
  assert.deepEqual(await db.listCollections().toArray(), []);
});

/** A small generator with a seed, so that a failure can be had again. */
function random(seed) {
  return below => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
}

test('indexes never change what is found, nor its order, in any view', async t => {
  const { db, client } = await open(t), pick = random(20261123), plain = db.collection('plain'), indexed = db.collection('indexed');
  await indexed.createIndexes([{ key: { a: 1, b: 1 } }, { key: { a: 1, b: -1, c: 1 } }, { key: { c: -1 }, sparse: true }, { key: { l: 1, a: 1 } },
    { key: { b: 1 }, partialFilterExpression: { c: { $exists: true } } }, { key: { s: -1 } }]);
  const oneOf = (...values) => values[pick(values.length)];
  const scalar = () => oneOf(pick(6), null, 'x', 'xy', 'x.', Long.fromNumber(pick(6)), pick(6) + 0.5, true, new Date(pick(3)));
  const maker = () => {
    const document = { a: pick(3), b: scalar() };
    if (pick(2)) document.c = scalar();
    if (pick(2)) document.l = Array.from({ length: pick(4) }, () => oneOf(pick(5), { k: pick(3) }));
    document.s = oneOf('x', 'xy', 'xyz', 'y', 'X');
    return document;
  };
  const condition = () => oneOf(scalar(), { $in: [scalar(), scalar()] }, { $gt: pick(5) }, { $gte: pick(5), $lt: pick(8) }, { $lte: scalar() }, { $ne: scalar() },
    { $exists: Boolean(pick(2)) }, { $gt: 'x' });
  const filterOf = () => {
    const filter = {};
    if (pick(2)) filter.a = oneOf(pick(3), { $in: [0, 2] }, { $gt: 0 });
    if (pick(2)) filter.b = condition();
    if (pick(3) === 0) filter.c = condition();
    if (pick(3) === 0) filter.l = oneOf(pick(5), { $gt: 1, $lt: 3 }, { $elemMatch: { k: pick(3) } }, { $size: pick(3) });
    if (pick(3) === 0) filter.s = oneOf(/^x/, /^xy*/, /^xyz?/, 'xy', { $lt: 'xyz', $gt: 'x' });
    return pick(4) ? filter : { $and: [filter, { a: { $gte: 1 } }] };
  };
  const both = async (write, session) => { for (const collection of [plain, indexed]) await write(collection, { session }); };
  const change = async session => {
    const _id = pick(150), document = maker();
    await both((collection, options) => (pick.kind < 2 ? collection.replaceOne({ _id }, document, { ...options, upsert: true }) : collection.deleteOne({ _id }, options)), session);
  };
  const compare = async session => {
    for (let i = 0; i < 60; i++) {
      const filter = filterOf(), sort = oneOf({ _id: 1 }, { a: 1, b: 1, _id: 1 }, { b: -1, _id: 1 }, { c: -1, _id: -1 }, { s: 1, a: -1, _id: 1 }, { b: 1 }, { b: -1 });
      const limit = oneOf(0, 3), [expected, found] = await Promise.all([plain, indexed].map(collection => collection.find(filter, { session }).sort(sort).toArray()));
      // An int and a long of one value are equal: either may come first.
      const value = found => (Long.isLong(found) ? found.toNumber() : found ?? null);
      const key = documents => documents.map(item => JSON.stringify(Object.keys(sort).map(path => value(item[path]))));
      assert.deepEqual(key(found), key(expected), JSON.stringify({ filter, sort }));
      assert.deepEqual(found.map(item => item._id).sort(), expected.map(item => item._id).sort(), JSON.stringify(filter));
      const some = await indexed.find(filter, { session }).sort(sort).limit(limit).toArray();
      assert.deepEqual(key(some), key(limit ? expected.slice(0, limit) : expected), JSON.stringify({ filter, sort, limit }));
    }
  };
  const churn = async (count, session) => { for (let i = 0; i < count; i++) { pick.kind = pick(3); await change(session); } };
  await churn(300);
  await compare();
  const reader = client.startSession(), writer = client.startSession();
  t.after(async () => { await reader.endSession(); await writer.endSession(); });
  reader.startTransaction();
  const before = await indexed.find({}, { session: reader }).sort({ _id: 1 }).toArray();
  await churn(100);
  writer.startTransaction();
  await churn(50, writer);
  await compare(reader);
  await compare(writer);
  await compare();
  assert.deepEqual(await indexed.find({}, { session: reader }).sort({ _id: 1 }).toArray(), before);
  await reader.commitTransaction();
  await writer.abortTransaction();
  await churn(50);
  await compare();
});
