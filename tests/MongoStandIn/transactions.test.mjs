import assert from 'node:assert/strict';
import test from 'node:test';
import { Long } from 'bson';
import { inside, newSession, open } from './client.mjs';

const code = (number, label) => error => error.code === number && (!label || error.hasErrorLabel(label));
const transient = 'TransientTransactionError';

async function pair(t) {
  const server = await open(t), a = server.client.startSession(), b = server.client.startSession(), items = server.db.collection('items');
  t.after(async () => { await a.endSession(); await b.endSession(); });
  return { ...server, a, b, items };
}

test('a transaction is seen whole or not at all', async t => {
  const { a, items } = await pair(t);
  a.startTransaction();
  await items.insertMany([{ _id: 1 }, { _id: 2 }], { session: a });
  assert.equal(await items.countDocuments(), 0);
  assert.equal(await items.countDocuments({}, { session: a }), 2);
  await a.commitTransaction();
  assert.equal(await items.countDocuments(), 2);
});

test('abort leaves no trace, in documents or indexes', async t => {
  const { a, items } = await pair(t);
  await items.createIndex({ k: 1 }, { unique: true });
  await items.insertMany([{ _id: 1, k: 1 }, { _id: 2, k: 2 }]);
  a.startTransaction();
  await items.updateOne({ _id: 1 }, { $set: { k: 10 } }, { session: a });
  await items.deleteOne({ _id: 2 }, { session: a });
  await items.insertOne({ _id: 3, k: 3 }, { session: a });
  await a.abortTransaction();
  assert.deepEqual(await items.find().sort({ _id: 1 }).toArray(), [{ _id: 1, k: 1 }, { _id: 2, k: 2 }]);
  assert.equal(await items.findOne({ k: 10 }), null);
  await items.insertMany([{ _id: 3, k: 3 }, { _id: 4, k: 10 }]);
  await assert.rejects(items.insertOne({ k: 1 }), code(11000));
});

test('reads stay at the snapshot of the first operation', async t => {
  const { a, items } = await pair(t);
  await items.createIndex({ k: 1 });
  await items.insertMany([{ _id: 1, k: 1 }, { _id: 2, k: 2 }]);
  a.startTransaction();
  assert.equal((await items.findOne({ _id: 1 }, { session: a })).k, 1);
  await items.updateOne({ _id: 1 }, { $set: { k: 5 } });
  await items.deleteOne({ _id: 2 });
  await items.insertOne({ _id: 3, k: 3 });
  const seen = await items.find({ k: { $gt: 0 } }, { session: a }).sort({ k: 1 }).toArray();
  assert.deepEqual(seen.map(item => [item._id, item.k]), [[1, 1], [2, 2]]);
  assert.equal(await items.findOne({ k: 5 }, { session: a }), null);
  await a.commitTransaction();
  assert.deepEqual((await items.find({ k: { $gt: 0 } }).sort({ k: -1 }).toArray()).map(item => item._id), [1, 3]);
});

test('of two transactions that write one document, the second conflicts and is gone', async t => {
  const { a, b, items } = await pair(t);
  await items.insertMany([{ _id: 1, n: 0 }, { _id: 2, n: 0 }]);
  a.startTransaction();
  b.startTransaction();
  await items.updateOne({ _id: 1 }, { $inc: { n: 1 } }, { session: a });
  await items.updateOne({ _id: 2 }, { $inc: { n: 1 } }, { session: b });
  await assert.rejects(items.updateOne({ _id: 1 }, { $inc: { n: 1 } }, { session: b }), code(112, transient));
  await assert.rejects(items.findOne({ _id: 1 }, { session: b }), code(251, transient));
  await a.commitTransaction();
  assert.deepEqual((await items.find().sort({ _id: 1 }).toArray()).map(item => item.n), [1, 0]);
});

test('a write to what was committed after the snapshot conflicts', async t => {
  const { a, items } = await pair(t);
  await items.insertOne({ _id: 1, n: 0 });
  a.startTransaction();
  await items.findOne({ _id: 1 }, { session: a });
  await items.updateOne({ _id: 1 }, { $inc: { n: 1 } });
  await assert.rejects(items.updateOne({ _id: 1 }, { $inc: { n: 1 } }, { session: a }), code(112, transient));
});

test('a write outside waits for the open transaction, then applies to what it left', async t => {
  const { a, items } = await pair(t);
  await items.insertOne({ _id: 1, n: 0 });
  a.startTransaction();
  await items.updateOne({ _id: 1 }, { $inc: { n: 1 } }, { session: a });
  let done = false;
  const outside = items.updateOne({ _id: 1, n: 1 }, { $inc: { n: 10 } }).then(result => { done = true; return result; });
  const blocked = items.updateOne({ _id: 1 }, { $inc: { n: 100 } });
  // n is 0 to everybody else, so the first finds nothing; the second finds the document and has to wait.
  assert.equal((await outside).matchedCount, 0);
  assert.equal(done, true);
  await assert.rejects(items.updateOne({ _id: 1 }, { $inc: { n: 1000 } }, { maxTimeMS: 20 }), code(50));
  await a.commitTransaction();
  assert.equal((await blocked).modifiedCount, 1);
  assert.equal((await items.findOne()).n, 101);
});

test('unique keys hold across transactions', async t => {
  const { a, b, items } = await pair(t);
  await items.createIndex({ k: 1 }, { unique: true });
  await items.insertOne({ _id: 0, k: 0 });
  a.startTransaction();
  await assert.rejects(items.insertOne({ k: 0 }, { session: a }), error => error.code === 11000 && error.keyPattern.k === 1 && error.keyValue.k === 0);
  await a.abortTransaction();

  a.startTransaction();
  b.startTransaction();
  await items.insertOne({ k: 1 }, { session: a });
  await assert.rejects(items.insertOne({ k: 1 }, { session: b }), code(112, transient), 'two uncommitted ones conflict');
  await b.abortTransaction();
  const outside = items.insertOne({ k: 1 });
  outside.catch(() => {});
  await a.commitTransaction();
  await assert.rejects(outside, code(11000), 'outside waits, then is a duplicate');

  a.startTransaction();
  await items.findOne({}, { session: a });
  await items.insertOne({ k: 2 });
  await assert.rejects(items.insertOne({ k: 2 }, { session: a }), code(112, transient), 'committed after the snapshot: a conflict, to be tried again');
  await a.abortTransaction();
  a.startTransaction();
  await assert.rejects(items.insertOne({ k: 2 }, { session: a }), code(11000), 'and then a duplicate');
  await a.abortTransaction();

  a.startTransaction();
  await items.deleteOne({ k: 2 }, { session: a });
  await items.insertOne({ k: 2, again: true }, { session: a });
  await a.commitTransaction();
  assert.equal((await items.findOne({ k: 2 })).again, true, 'a key one freed oneself may be used again');
});

test('the same _id inserted twice at once conflicts, later it is a duplicate', async t => {
  const { a, b, items } = await pair(t);
  a.startTransaction();
  b.startTransaction();
  await items.insertOne({ _id: 1 }, { session: a });
  await assert.rejects(items.insertOne({ _id: 1 }, { session: b }), code(112, transient));
  await a.commitTransaction();
  await assert.rejects(items.insertOne({ _id: 1 }), error => error.code === 11000 && error.keyPattern._id === 1);
});

test('transfers under contention keep their sum', async t => {
  const { client, db } = await open(t), accounts = db.collection('accounts');
  await accounts.insertMany(Array.from({ length: 5 }, (_, i) => ({ _id: i, balance: Long.fromNumber(100) })));
  const sums = [];
  await Promise.all(Array.from({ length: 8 }, async (_, worker) => {
    await client.withSession(async session => {
      for (let i = 0; i < 20; i++) {
        const from = (worker + i) % 5, to = (worker * 3 + i * 2 + 1) % 5;
        await session.withTransaction(async () => {
          const all = await accounts.find({}, { session }).toArray();
          sums.push(all.reduce((sum, item) => sum + Number(item.balance), 0));
          await accounts.updateOne({ _id: from }, { $inc: { balance: Long.fromNumber(-1) } }, { session });
          await accounts.updateOne({ _id: to }, { $inc: { balance: Long.fromNumber(1) } }, { session });
        });
      }
    });
  }));
  assert.ok(sums.length >= 160 && sums.every(sum => sum === 500), 'every snapshot is consistent');
  assert.equal((await accounts.find().toArray()).reduce((sum, item) => sum + Number(item.balance), 0), 500);
});

test('commit may be repeated, and nothing else may follow it', async t => {
  const raw = await (await open(t)).raw(), lsid = newSession();
  assert.equal((await raw.send({ insert: 'items', documents: [{ _id: 1 }], ...inside(lsid, 1, true) })).n, 1);
  for (let i = 0; i < 3; i++) assert.equal((await raw.send({ commitTransaction: 1, ...inside(lsid, 1) }, 'admin')).ok, 1);
  assert.equal((await raw.send({ find: 'items', ...inside(lsid, 1) })).code, 256);
  assert.equal((await raw.send({ abortTransaction: 1, ...inside(lsid, 1) }, 'admin')).code, 256);
  assert.equal((await raw.send({ find: 'items', ...inside(lsid, 0) })).code, 225);
  assert.equal((await raw.send({ find: 'items', ...inside(lsid, 1, true) })).code, 117);
  assert.equal((await raw.send({ find: 'items' })).cursor.firstBatch.length, 1);
});

test('an unknown transaction is refused with the label that makes drivers begin again', async t => {
  const raw = await (await open(t)).raw(), lsid = newSession();
  for (const command of [{ commitTransaction: 1 }, { find: 'items' }]) {
    const reply = await raw.send({ ...command, ...inside(lsid, 5) }, 'admin');
    assert.deepEqual([reply.ok, reply.code, reply.errorLabels], [0, 251, [transient]]);
  }
});

test('a newer transaction ends the session\'s older one', async t => {
  const raw = await (await open(t)).raw(), lsid = newSession();
  await raw.send({ insert: 'items', documents: [{ _id: 1 }], ...inside(lsid, 1, true) });
  assert.equal((await raw.send({ insert: 'items', documents: [{ _id: 1 }], ...inside(lsid, 2, true) })).n, 1);
  assert.equal((await raw.send({ commitTransaction: 1, ...inside(lsid, 2) }, 'admin')).ok, 1);
});

test('a client that dies leaves no transaction open', async t => {
  const server = await open(t), dying = await server.raw(), items = server.db.collection('items');
  await items.insertOne({ _id: 1, n: 0 });
  await dying.send({ update: 'items', updates: [{ q: { _id: 1 }, u: { $set: { n: 1 } } }], ...inside(newSession(), 1, true) });
  assert.equal((await server.stats()).openTransactions, 1);
  // Well below the lifetime of a transaction, which would end it too.
  const waiting = items.updateOne({ _id: 1 }, { $inc: { n: 10 } }, { maxTimeMS: 20_000 });
  dying.close();
  await waiting;
  assert.equal((await items.findOne()).n, 10);
  assert.equal((await server.stats()).openTransactions, 0);
});

test('a transaction outlives one of its two connections, not both', async t => {
  const server = await open(t), one = await server.raw(), two = await server.raw(), lsid = newSession();
  await one.send({ insert: 'items', documents: [{ _id: 1 }], ...inside(lsid, 1, true) });
  await two.send({ insert: 'items', documents: [{ _id: 2 }], ...inside(lsid, 1) });
  one.close();
  await one.closed;
  assert.equal((await two.send({ commitTransaction: 1, ...inside(lsid, 1) }, 'admin')).ok, 1);
  assert.equal(await server.db.collection('items').countDocuments(), 2);
});

test('a transaction ends with its lifetime', async t => {
  const server = await open(t), raw = await server.raw(), lsid = newSession(), items = server.db.collection('items');
  await items.insertOne({ _id: 1, n: 0 });
  await server.fault({ transactionLifetimeMs: 30 });
  await raw.send({ update: 'items', updates: [{ q: { _id: 1 }, u: { $set: { n: 1 } } }], ...inside(lsid, 1, true) });
  await items.updateOne({ _id: 1 }, { $inc: { n: 10 } }, { maxTimeMS: 20_000 });
  assert.equal((await raw.send({ commitTransaction: 1, ...inside(lsid, 1) }, 'admin')).code, 251);
  assert.equal((await items.findOne()).n, 10);
});

test('endSessions ends the transaction', async t => {
  const server = await open(t), raw = await server.raw(), lsid = newSession();
  await raw.send({ insert: 'items', documents: [{ _id: 1 }], ...inside(lsid, 1, true) });
  await raw.send({ endSessions: [lsid] }, 'admin');
  assert.equal((await server.stats()).openTransactions, 0);
});

test('what MongoDB refuses inside a transaction is refused', async t => {
  const raw = await (await open(t)).raw(), lsid = newSession();
  assert.equal((await raw.send({ count: 'items', ...inside(lsid, 1, true) })).code, 263);
  assert.equal((await raw.send({ find: 'items', ...inside(lsid, 1) })).code, 251);
  assert.equal((await raw.send({ insert: 'items', documents: [{}], writeConcern: { w: 1 }, ...inside(lsid, 2, true) })).code, 72);
});

test('what moved from one alternative to another is found once, as each sees it', async t => {
  const { a, items } = await pair(t);
  await items.createIndex({ k: 1 });
  await items.createIndex({ tags: 1 });
  await items.insertMany([{ _id: 1, k: 1, tags: ['x', 'y'] }, { _id: 2, k: 2, tags: [] }]);
  const either = { $or: [{ k: 1 }, { k: 5 }, { tags: { $in: ['x', 'y'] } }] };
  a.startTransaction();
  await items.updateOne({ _id: 1 }, { $set: { k: 5 } }, { session: a });
  assert.deepEqual(await items.find(either, { session: a }).toArray(), [{ _id: 1, k: 5, tags: ['x', 'y'] }]);
  assert.deepEqual(await items.find(either).toArray(), [{ _id: 1, k: 1, tags: ['x', 'y'] }]);
  await a.abortTransaction();
});
