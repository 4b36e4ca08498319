import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import test from 'node:test';
import { Binary, Int32, Long, UUID } from 'bson';
import { open } from './client.mjs';

async function filled(t, documents) {
  const server = await open(t), items = server.db.collection('items');
  if (documents.length) await items.insertMany(documents);
  const ids = async (filter, options) => (await items.find(filter, options).sort({ _id: 1 }).toArray()).map(item => item._id);
  return { ...server, items, ids };
}

test('filters find what they say', async t => {
  const { ids } = await filled(t, [
    { _id: 1, n: 1, s: 'apple', tags: ['a', 'b'], sub: { x: 1 } }, { _id: 2, n: 2, s: 'apricot', tags: [], sub: { x: 2, y: null } },
    { _id: 3, n: 3, s: 'Banana', list: [{ k: 1, v: 'x' }, { k: 2, v: 'y' }] }, { _id: 4, n: null, list: [{ k: 1, v: 'y' }] }, { _id: 5, s: 'a.b' },
  ]);
  const cases = [
    [{ n: 2 }, [2]], [{ n: { $ne: 2 } }, [1, 3, 4, 5]], [{ n: { $gt: 1 } }, [2, 3]], [{ n: { $gte: 2, $lt: 3 } }, [2]], [{ n: { $lte: 1 } }, [1]],
    [{ n: { $in: [1, 3, null] } }, [1, 3, 4, 5]], [{ n: { $nin: [1, 3, null] } }, [2]], [{ n: null }, [4, 5]], [{ n: { $exists: true } }, [1, 2, 3, 4]],
    [{ n: { $exists: false } }, [5]], [{ $or: [{ n: 1 }, { s: 'Banana' }] }, [1, 3]], [{ $and: [{ n: { $gt: 0 } }, { tags: 'a' }] }, [1]],
    [{ $nor: [{ n: { $gt: 0 } }, { s: 'a.b' }] }, [4]], [{ n: { $not: { $gt: 1 } } }, [1, 4, 5]], [{ tags: 'b' }, [1]], [{ tags: ['a', 'b'] }, [1]],
    [{ tags: { $size: 0 } }, [2]], [{ tags: { $all: ['a', 'b'] } }, [1]], [{ 'tags.1': 'b' }, [1]], [{ 'sub.x': 2 }, [2]], [{ sub: { x: 1 } }, [1]],
    [{ 'list.k': 2 }, [3]], [{ 'list.k': 1, 'list.v': 'y' }, [3, 4]], [{ list: { $elemMatch: { k: 1, v: 'y' } } }, [4]], [{ 'list.0.v': 'y' }, [4]],
    [{ s: /^ap/ }, [1, 2]], [{ s: { $regex: '^A', $options: 'i' } }, [1, 2, 5]], [{ s: /^a\.b/ }, [5]], [{ s: { $not: /^a/ } }, [3, 4]],
    [{ n: { $gt: '' } }, []], [{ s: { $gte: 'apricot' } }, [2]], [{ $expr: { $gt: ['$n', '$sub.x'] } }, [3, 4]], [{ n: { $type: 'null' } }, [4]], [{}, [1, 2, 3, 4, 5]],
    [{ list: { $elemMatch: { v: { $in: ['x'] } } } }, [3]], [{ tags: { $elemMatch: { $gt: 'a', $lt: 'c' } } }, [1]],
  ];
  for (const [filter, expected] of cases) assert.deepEqual(await ids(filter), expected, JSON.stringify(filter));
});

test('longs lose no digit, and numbers of all types compare by value', async t => {
  const big = Long.fromString('9007199254740993');
  const { items, ids } = await filled(t, [{ _id: 1, n: big }, { _id: 2, n: big.subtract(1) }, { _id: 3, n: 9007199254740992.0 }, { _id: 4, n: new Int32(7) }]);
  assert.equal((await items.findOne({ _id: 1 })).n.toString(), '9007199254740993');
  assert.deepEqual(await ids({ n: big }), [1]);
  assert.deepEqual(await ids({ n: { $lt: big } }), [2, 3, 4]);
  assert.deepEqual(await ids({ n: 9007199254740992 }), [2, 3]);
  assert.deepEqual(await ids({ n: Long.fromNumber(7) }), [4]);
  await items.updateOne({ _id: 1 }, { $inc: { n: 1 } });
  await items.updateOne({ _id: 4 }, { $inc: { n: Long.fromNumber(1) } });
  const [one, four] = [await items.findOne({ _id: 1 }), await items.findOne({ _id: 4 })];
  assert.deepEqual([one.n.toString(), Long.isLong(four.n)], ['9007199254740994', true]);
  await items.insertOne({ _id: 5, n: Long.MAX_VALUE });
  await assert.rejects(items.updateOne({ _id: 5 }, { $inc: { n: 1 } }), error => error.code === 2);
  await items.createIndex({ n: 1 });
  assert.deepEqual((await items.find({ n: { $gt: 0 } }).sort({ n: 1 }).toArray()).map(item => item._id), [4, 2, 3, 1, 5]);
});

test('binary ids compare by their bytes', async t => {
  const ids = Array.from({ length: 50 }, () => randomUUID()), { items } = await filled(t, ids.map(id => ({ _id: new UUID(id) })));
  assert.equal((await items.findOne({ _id: new UUID(ids[7]) }))._id.toString(), ids[7]);
  assert.deepEqual((await items.find().sort({ _id: 1 }).toArray()).map(item => item._id.toString()), [...ids].sort());
  await assert.rejects(items.insertOne({ _id: new UUID(ids[7]) }), error => error.code === 11000);
  await items.insertOne({ _id: new Binary(new UUID(ids[7]).buffer, 0) });
  assert.equal(await items.countDocuments({ _id: { $in: ids.slice(0, 5).map(id => new UUID(id)) } }), 5);
});

test('values of all types sort in the order of BSON', async t => {
  const values = [null, -Infinity, -1, 0, 1.5, Long.fromNumber(2), Infinity, '', 'A', 'a', 'aa', '\u00e9', '\ufffd', '\u{1f600}', {}, { a: 1 }, { a: 2 }, { b: 0 },
    new Binary(Buffer.from([1])), new Binary(Buffer.from([0, 0])), false, true, new Date(-1), new Date(0), new Date(1)];
  const { items } = await filled(t, values.map((v, _id) => ({ _id, v })).reverse());
  const order = async direction => (await items.find().sort({ v: direction }).toArray()).map(item => item._id), ascending = values.map((_, i) => i);
  assert.deepEqual(await order(1), ascending);
  assert.deepEqual(await order(-1), [...ascending].reverse());
  for (const direction of [1, -1]) {
    await items.createIndex({ v: direction });
    assert.deepEqual(await order(1), ascending, `index ${direction}`);
    await items.dropIndex(`v_${direction}`);
  }
});

test('cursors hand out everything once, and what they found first', async t => {
  const { items, stats, client } = await filled(t, Array.from({ length: 250 }, (_, i) => ({ _id: i })));
  const cursor = items.find().batchSize(50);
  assert.equal((await cursor.next())._id, 0);
  assert.equal((await stats()).openCursors, 1);
  await items.deleteMany({ _id: { $gte: 100 } });
  assert.equal((await cursor.toArray()).length, 249);
  assert.equal((await stats()).openCursors, 0);
  const left = items.find().batchSize(10);
  await left.next();
  await left.close();
  assert.equal((await stats()).openCursors, 0);
  assert.equal((await items.find({}, { limit: 7, skip: 3, batchSize: 5 }).toArray()).length, 7);
  await assert.rejects(client.db('test').command({ getMore: Long.fromNumber(5), collection: 'items' }), error => error.code === 43);
});

test('large results come in batches below the message limit', async t => {
  const { items } = await filled(t, []), text = 'x'.repeat(1_000_000);
  for (let i = 0; i < 40; i++) await items.insertOne({ _id: i, text });
  assert.equal((await items.find().batchSize(1000).toArray()).length, 40);
  await assert.rejects(items.updateOne({ _id: 0 }, { $set: { more: 'y'.repeat(15_900_000) } }), error => error.code === 10334);
});

test('projections include, exclude and compute', async t => {
  const { items } = await filled(t, [{ _id: 1, a: 1, b: { c: 2, d: 3 }, list: [{ x: 1, y: 2 }, { x: 3 }] }]);
  const shown = async projection => await items.findOne({}, { projection });
  assert.deepEqual(await shown({ a: 1 }), { _id: 1, a: 1 });
  assert.deepEqual(await shown({ _id: 0, 'b.c': 1 }), { b: { c: 2 } });
  assert.deepEqual(await shown({ list: 0, b: { d: 0 } }), { _id: 1, a: 1, b: { c: 2 } });
  assert.deepEqual(await shown({ _id: 0, 'list.x': 1 }), { list: [{ x: 1 }, { x: 3 }] });
  assert.deepEqual(await shown({ _id: 0, sum: { $add: ['$a', '$b.c'] } }), { sum: 3 });
  await assert.rejects(shown({ a: 1, b: 0 }), error => error.code === 2);
});

test('pipelines', async t => {
  const { items, db } = await filled(t, [{ _id: 1, g: 'a', n: 1, l: [1, 2] }, { _id: 2, g: 'a', n: 2, l: [] }, { _id: 3, g: 'b', n: 5 }]);
  await db.collection('names').insertMany([{ _id: 'a', name: 'Alpha' }]);
  const run = (...pipeline) => items.aggregate(pipeline).toArray();
  assert.deepEqual(await run({ $group: { _id: '$g', sum: { $sum: '$n' }, top: { $max: '$n' }, n: { $sum: 1 } } }, { $sort: { _id: 1 } }),
    [{ _id: 'a', sum: 3, top: 2, n: 2 }, { _id: 'b', sum: 5, top: 5, n: 1 }]);
  assert.deepEqual(await run({ $match: { n: { $gt: 1 } } }, { $sort: { n: -1 } }, { $limit: 1 }, { $project: { n: 1 } }), [{ _id: 3, n: 5 }]);
  assert.deepEqual(await run({ $unwind: '$l' }, { $count: 'n' }), [{ n: 2 }]);
  assert.deepEqual(await run({ $lookup: { from: 'names', localField: 'g', foreignField: '_id', as: 'name' } }, { $match: { 'name.name': 'Alpha' } }, { $project: { _id: 1 } }),
    [{ _id: 1 }, { _id: 2 }]);
  assert.equal(await items.countDocuments({ g: 'a' }), 2);
  assert.equal(await items.estimatedDocumentCount(), 3);
  assert.deepEqual(await items.distinct('l'), [1, 2]);
  await assert.rejects(run({ $out: 'other' }), error => error.code === 40324);
});

test('what is not implemented is refused, not guessed', async t => {
  const { db, items } = await filled(t, [{ _id: 1, a: [1] }]), refused = (promise, code) => assert.rejects(promise, error => error.code === code);
  await refused(db.command({ mapReduce: 'items' }), 59);
  await refused(db.command({ find: 'items', sortBy: 1 }), 40415);
  await refused(items.findOne({ a: { $mod: [2, 0] } }), 2);
  await refused(items.findOne({ $where: 'true' }), 2);
  await refused(items.updateOne({}, { $rename: { a: 'b' } }), 9);
  await refused(items.updateOne({ a: 1 }, { $set: { 'a.$': 2 } }), 238);
  await refused(items.updateOne({}, { $set: { 'a.$[x]': 2 } }, { arrayFilters: [{ x: 1 }] }), 40415);
  await refused(items.find({}, { collation: { locale: 'en' } }).toArray(), 40415);
  await refused(items.aggregate([{ $project: { a: { $sqrt: 4 } } }]).toArray(), 168);
  await refused(items.createIndex({ a: 'text' }), 238);
  await refused(items.insertOne({}, { writeConcern: { w: 2 } }), 100);
});
