import assert from 'node:assert/strict';
import test from 'node:test';
import { open } from './client.mjs';

async function withSession(t) {
  const server = await open(t), session = server.client.startSession(), items = server.db.collection('items');
  t.after(() => session.endSession());
  await items.insertOne({ _id: 1, n: 0 });
  return { ...server, session, items, n: async () => (await items.findOne({ _id: 1 })).n };
}

test('a commit whose replies are lost has an unknown outcome, and took place', async t => {
  const { session, items, fault, n } = await withSession(t);
  await fault({ dropReplyAfter: { commitTransaction: 2 } });
  session.startTransaction();
  await items.updateOne({ _id: 1 }, { $inc: { n: 1 } }, { session });
  await assert.rejects(session.commitTransaction(), error => error.hasErrorLabel('UnknownTransactionCommitResult'));
  assert.equal(await n(), 1);
  await session.commitTransaction();
  assert.equal(await n(), 1);
});

test('write conflicts on order are retried by withTransaction and counted down', async t => {
  const { session, items, fault, n, stats } = await withSession(t);
  await fault({ writeConflict: { commitTransaction: 2 } });
  let runs = 0;
  await session.withTransaction(async () => { runs++; await items.updateOne({ _id: 1 }, { $inc: { n: 1 } }, { session }); });
  assert.equal(runs, 3);
  await fault({ writeConflict: 1 });
  await session.withTransaction(async () => { runs++; await items.updateOne({ _id: 1 }, { $inc: { n: 1 } }, { session }); });
  assert.equal(runs, 5);
  assert.equal(await n(), 2);
  assert.equal((await stats()).conflicts, 3);
});

test('outside of transactions no write conflict is to be seen', async t => {
  const { items, fault, n } = await withSession(t);
  await fault({ writeConflict: 1 });
  await items.updateOne({ _id: 1 }, { $inc: { n: 1 } });
  assert.equal(await n(), 1);
});

test('a command fails with the code and labels on order, so many times', async t => {
  const { items, fault } = await withSession(t);
  await fault({ failCommand: { name: 'find', times: 2, code: 8, labels: ['Odd'] } });
  for (let i = 0; i < 2; i++) await assert.rejects(items.findOne(), error => error.code === 8 && error.hasErrorLabel('Odd'));
  assert.equal((await items.findOne()).n, 0);
});

test('a connection closed on order reaches the client as a network error', async t => {
  const server = await open(t), raw = await server.raw();
  await server.fault({ failCommand: { name: 'ping', closeConnection: true } });
  await assert.rejects(raw.send({ ping: 1 }), /connection closed/);
  assert.equal((await (await server.raw()).send({ ping: 1 })).ok, 1);
});

test('a delayed command exceeds its time limit; a delayed reply does not undo it', async t => {
  const { items, fault, n } = await withSession(t);
  await fault({ delay: { find: 30 } });
  await assert.rejects(items.findOne({}, { maxTimeMS: 5 }), error => error.code === 50);
  await fault({ clear: true, delayReply: { update: 30 } });
  const before = performance.now();
  await items.updateOne({ _id: 1 }, { $inc: { n: 1 } });
  assert.ok(performance.now() - before >= 29);
  assert.equal(await n(), 1);
});

test('the clock can be set forwards and backwards', async t => {
  const { items, db, fault } = await withSession(t);
  const distance = time => Math.round((time - Date.now()) / 60_000) || 0; // no -0
  for (const minutes of [60, -60]) {
    await fault({ clockOffsetMs: minutes * 60_000 });
    assert.equal(distance((await db.command({ hello: 1 })).localTime), minutes);
    await items.updateOne({ _id: 1 }, { $currentDate: { at: true } });
    await items.updateOne({ _id: 1 }, [{ $set: { now: '$$NOW' } }]);
    const { at, now } = await items.findOne();
    assert.deepEqual([distance(at), distance(now)], [minutes, minutes]);
  }
  await fault({ clear: true });
  assert.equal(distance((await db.command({ hello: 1 })).localTime), 0);
});

test('a rollback takes the last transactions back, with everything written since', async t => {
  const { session, items, fault } = await withSession(t);
  await items.createIndex({ k: 1 }, { unique: true, sparse: true });
  const inTransaction = body => session.withTransaction(body);
  await inTransaction(() => items.insertOne({ _id: 2, k: 'two' }, { session }));
  await inTransaction(() => items.insertOne({ _id: 3, k: 'three' }, { session }));
  await items.updateOne({ _id: 1 }, { $set: { n: 7 } });
  await inTransaction(async () => {
    await items.updateOne({ _id: 2 }, { $set: { k: 'changed' } }, { session });
    await items.deleteOne({ _id: 1 }, { session });
  });
  await fault({ rollback: 2 });
  assert.deepEqual(await items.find().sort({ _id: 1 }).toArray(), [{ _id: 1, n: 0 }, { _id: 2, k: 'two' }]);
  assert.equal((await items.findOne({ k: 'two' }))._id, 2);
  await items.insertMany([{ _id: 3, k: 'changed' }, { _id: 4, k: 'three' }]);
  await assert.rejects(items.insertOne({ k: 'two' }), error => error.code === 11000);
  await assert.rejects(fault({ rollback: 2 }), error => error.code === 2, 'one transaction is left');
  await fault({ rollback: 1 });
  assert.deepEqual(await items.find().toArray(), [{ _id: 1, n: 0 }]);
});

test('an unknown fault is refused', async t => {
  const { fault } = await open(t);
  await assert.rejects(fault({ dropReply: { insert: 1 } }), error => error.code === 2);
  await assert.rejects(fault({ delay: { insert: 'long' } }), error => error.code === 2);
});

test('what has not reached the majority is not shown, not acknowledged, and taken back by a new primary', async t => {
  const { items, fault, n, stats, raw } = await withSession(t);
  const majority = { readConcern: { level: 'majority' } }, seen = async () => (await items.findOne({ _id: 1 }, majority)).n;
  await fault({ majorityDelayMs: 60_000 });
  const written = items.updateOne({ _id: 1 }, { $inc: { n: 1 } }, { writeConcern: { w: 'majority' }, maxTimeMS: 5_000 }).then(() => 'acknowledged', error => error);
  while (await n() !== 1) await new Promise(setImmediate);
  assert.equal(await seen(), 0);
  await fault({ majorityDelayMs: 0, failover: 60_000 });
  assert.equal((await (await raw()).send({ find: 'items', filter: {} })).code, 10107);
  await fault({ clear: true });
  const outcome = await written;
  // The driver sends it once more: then it is written, unless nobody was the primary yet.
  assert.equal(await n(), outcome === 'acknowledged' ? 1 : 0);
  assert.equal(await seen(), await n());
  assert.equal((await stats()).takenBack, 1);
});

test('a commit that a new primary takes back is told to be aborted', async t => {
  const { session, items, fault, n } = await withSession(t);
  await fault({ majorityDelayMs: 60_000 });
  session.startTransaction();
  await items.updateOne({ _id: 1 }, { $inc: { n: 1 } }, { session });
  const committed = session.commitTransaction().then(() => null, error => error);
  while (await n() !== 1) await new Promise(setImmediate);
  await fault({ majorityDelayMs: 0, failover: 0 });
  assert.equal((await committed).code, 251);
  assert.equal(await n(), 0);
});
