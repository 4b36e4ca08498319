import assert from 'node:assert/strict';
import test from 'node:test';
import { Long } from 'bson';
import { newSession, open } from './client.mjs';

const retryable = (lsid, number) => ({ lsid, txnNumber: Long.fromNumber(number) });

test('a repeated write is answered from memory, statement by statement', async t => {
  const server = await open(t), raw = await server.raw(), lsid = newSession(), items = server.db.collection('items');
  await items.insertMany([{ _id: 1, n: 0 }, { _id: 2, n: 0 }]);
  const updates = [{ q: { _id: 1 }, u: { $inc: { n: 1 } } }, { q: { _id: 2 }, u: { $inc: { n: 1 } } }];
  const first = await raw.send({ update: 'items', updates: updates.slice(0, 1), ...retryable(lsid, 1) });
  const again = await raw.send({ update: 'items', updates, ...retryable(lsid, 1) });
  assert.deepEqual([first.nModified, again.nModified], [1, 2]);
  assert.deepEqual((await items.find().sort({ _id: 1 }).toArray()).map(item => item.n), [1, 1]);
  await raw.send({ update: 'items', updates, ...retryable(lsid, 2) });
  assert.deepEqual((await items.find().sort({ _id: 1 }).toArray()).map(item => item.n), [2, 2]);
  assert.equal((await raw.send({ update: 'items', updates, ...retryable(lsid, 1) })).code, 225);
});

test('a repeated insert is no duplicate, and a repeated findAndModify answers the same', async t => {
  const raw = await (await open(t)).raw(), lsid = newSession();
  const insert = { insert: 'items', documents: [{ _id: 1, n: 0 }], ...retryable(lsid, 1) };
  assert.deepEqual([(await raw.send(insert)).n, (await raw.send(insert)).n], [1, 1]);
  assert.equal((await raw.send({ ...insert, ...retryable(lsid, 2) })).writeErrors[0].code, 11000);
  const modify = { findAndModify: 'items', query: { _id: 1 }, update: { $inc: { n: 1 } }, new: true, ...retryable(lsid, 3) };
  assert.deepEqual([(await raw.send(modify)).value.n, (await raw.send(modify)).value.n], [1, 1]);
});

test('a repetition that arrives while the first attempt still waits is applied once', async t => {
  const server = await open(t), one = await server.raw(), two = await server.raw(), lsid = newSession(), items = server.db.collection('items');
  await items.insertOne({ _id: 1, n: 0 });
  const session = server.client.startSession();
  t.after(() => session.endSession());
  session.startTransaction();
  await items.updateOne({ _id: 1 }, { $inc: { n: 1 } }, { session });
  const command = { update: 'items', updates: [{ q: { _id: 1 }, u: { $inc: { n: 10 } } }], ...retryable(lsid, 1) };
  const both = Promise.all([one.send(command), two.send(command)]);
  await session.commitTransaction();
  assert.deepEqual((await both).map(reply => reply.nModified), [1, 1]);
  assert.equal((await items.findOne()).n, 11);
});

test('the driver retries a write whose reply was lost, once applied', async t => {
  const { db, fault, stats } = await open(t), items = db.collection('items');
  await items.insertOne({ _id: 1, n: 0 });
  await fault({ dropReplyAfter: { update: 1 } });
  assert.equal((await items.updateOne({ _id: 1 }, { $inc: { n: 1 } })).modifiedCount, 1);
  assert.equal((await items.findOne()).n, 1);
  assert.equal((await stats()).commands.update, 2);
});

test('a retryable write of many documents is refused', async t => {
  const raw = await (await open(t)).raw();
  assert.equal((await raw.send({ update: 'items', updates: [{ q: {}, u: { $set: { a: 1 } }, multi: true }], ...retryable(newSession(), 1) })).writeErrors[0].code, 72);
});
