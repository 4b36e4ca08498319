import assert from 'node:assert/strict';
import test from 'node:test';
import { open } from './client.mjs';

async function one(t, document) {
  const server = await open(t), items = server.db.collection('items');
  await items.insertOne({ _id: 1, ...document });
  const after = async update => {
    await items.updateOne({ _id: 1 }, update);
    const { _id, ...rest } = await items.findOne({ _id: 1 });
    return rest;
  };
  return { ...server, items, after };
}

test('operators change what they name', async t => {
  const { after } = await one(t, { n: 1 });
  assert.deepEqual(await after({ $set: { 'a.b.c': 1, x: 'y' } }), { n: 1, a: { b: { c: 1 } }, x: 'y' });
  assert.deepEqual(await after({ $unset: { 'a.b': '', gone: '' }, $inc: { n: 2, m: 5 } }), { n: 3, a: {}, x: 'y', m: 5 });
  assert.deepEqual(await after({ $max: { n: 2, p: 1 }, $min: { m: 4 }, $mul: { n: 1.5 } }).catch(error => error.code), 40);
  assert.deepEqual(await after({ $max: { n: 2, p: 1 }, $min: { m: 4 }, $unset: { a: 1, x: 1 } }), { n: 3, m: 4, p: 1 });
  assert.deepEqual(await after({ $mul: { n: 1.5 } }), { n: 4.5, m: 4, p: 1 });
});

test('arrays grow, shrink and keep their bounds', async t => {
  const { after } = await one(t, { l: [1] });
  assert.deepEqual(await after({ $push: { l: 2 } }), { l: [1, 2] });
  assert.deepEqual(await after({ $push: { l: { $each: [5, 4, 3], $sort: 1, $slice: -3 } } }), { l: [3, 4, 5] });
  assert.deepEqual(await after({ $push: { l: { $each: [0], $position: 0 } } }), { l: [0, 3, 4, 5] });
  assert.deepEqual(await after({ $addToSet: { l: { $each: [3, 6, 6] } } }), { l: [0, 3, 4, 5, 6] });
  assert.deepEqual(await after({ $pull: { l: { $gte: 5 } } }), { l: [0, 3, 4] });
  assert.deepEqual(await after({ $pull: { l: 0 } }), { l: [3, 4] });
  assert.deepEqual(await after({ $pop: { l: 1 } }), { l: [3] });
  assert.deepEqual(await after({ $set: { l: [{ k: 1, v: 1 }, { k: 2, v: 1 }] } }), { l: [{ k: 1, v: 1 }, { k: 2, v: 1 }] });
  assert.deepEqual(await after({ $pull: { l: { k: 1 } } }), { l: [{ k: 2, v: 1 }] });
  assert.deepEqual(await after({ $addToSet: { l: { k: 2, v: 1 } }, $set: { 'm.0': 1 } }), { l: [{ k: 2, v: 1 }], m: { 0: 1 } });
  assert.deepEqual(await after({ $set: { 'l.0.v': 7, 'l.2': 'x' } }), { l: [{ k: 2, v: 7 }, null, 'x'], m: { 0: 1 } });
});

test('pipelines compute from the document', async t => {
  const { after, items } = await one(t, { n: 1, l: [1, 2, 3] });
  assert.deepEqual(await after([{ $set: { n: { $max: ['$n', 5] }, 'd.e': { $size: '$l' } } }, { $unset: 'l' }]), { n: 5, d: { e: 3 } });
  const earlier = new Date(1000);
  await items.updateOne({ _id: 1 }, [{ $set: { at: { $max: [earlier, '$$NOW'] }, fixed: { $literal: '$n' } } }]);
  const document = await items.findOne();
  assert.ok(document.at - earlier > 1000);
  assert.equal(document.fixed, '$n');
  await assert.rejects(items.updateOne({}, [{ $group: { _id: 1 } }]), error => error.code === 238);
});

test('counts tell matched, modified and upserted apart', async t => {
  const { items } = await one(t, { n: 1 });
  const counts = ({ matchedCount, modifiedCount, upsertedId }) => [matchedCount, modifiedCount, upsertedId];
  assert.deepEqual(counts(await items.updateOne({ _id: 1 }, { $set: { n: 1 } })), [1, 0, null]);
  assert.deepEqual(counts(await items.updateOne({ _id: 2 }, { $set: { n: 1 } })), [0, 0, null]);
  assert.deepEqual(counts(await items.updateOne({ _id: 2, k: 'x' }, { $set: { n: 1 }, $setOnInsert: { made: true } }, { upsert: true })), [0, 0, 2]);
  assert.deepEqual(await items.findOne({ _id: 2 }), { _id: 2, k: 'x', n: 1, made: true });
  assert.deepEqual(counts(await items.updateOne({ _id: 2 }, { $set: { n: 2 }, $setOnInsert: { made: false } }, { upsert: true })), [1, 1, null]);
  assert.deepEqual(counts(await items.updateMany({}, { $inc: { n: 1 } })), [2, 2, null]);
  assert.deepEqual(counts(await items.replaceOne({ _id: 1 }, { z: 1 })), [1, 1, null]);
  assert.deepEqual(await items.findOne({ _id: 1 }), { _id: 1, z: 1 });
  await assert.rejects(items.replaceOne({ _id: 1 }, { _id: 9 }), error => error.code === 66);
  assert.equal((await items.deleteMany({})).deletedCount, 2);
});

test('an ordered batch stops at its first error, an unordered one goes on', async t => {
  const { items } = await one(t, {}), documents = [{ _id: 2 }, { _id: 1 }, { _id: 3 }];
  await assert.rejects(items.insertMany(documents), error => error.code === 11000 && error.insertedCount === 1);
  assert.equal(await items.countDocuments(), 2);
  await assert.rejects(items.insertMany(documents, { ordered: false }), error => error.writeErrors.length === 2);
  assert.equal(await items.countDocuments(), 3);
});

test('findAndModify answers before or after', async t => {
  const { items } = await one(t, { n: 1 }), after = { returnDocument: 'after' };
  assert.deepEqual(await items.findOneAndUpdate({ _id: 1 }, { $inc: { n: 1 } }), { _id: 1, n: 1 });
  assert.deepEqual(await items.findOneAndUpdate({ _id: 1 }, { $inc: { n: 1 } }, { ...after, projection: { _id: 0 } }), { n: 3 });
  assert.equal(await items.findOneAndUpdate({ _id: 5 }, { $inc: { n: 1 } }), null);
  assert.deepEqual(await items.findOneAndUpdate({ _id: 5 }, { $inc: { n: 1 } }, { ...after, upsert: true }), { _id: 5, n: 1 });
  assert.deepEqual(await items.findOneAndReplace({}, { n: 0 }, { sort: { n: 1 }, ...after }), { _id: 5, n: 0 });
  assert.deepEqual(await items.findOneAndDelete({}, { sort: { n: -1 } }), { _id: 1, n: 3 });
  assert.equal(await items.countDocuments(), 1);
});
