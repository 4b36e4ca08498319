import assert from 'node:assert/strict';
import test from 'node:test';
import { UUID } from 'bson';
import { open } from './client.mjs';

test('reads by index look at no more than they answer, in a long conversation among many', async t => {
  const { db } = await open(t), messages = db.collection('messages'), conversations = Array.from({ length: 10 }, () => new UUID());
  await messages.createIndexes([{ key: { c: 1, rev: 1 }, unique: true }, { key: { c: 1, seq: 1 }, unique: true }]);
  for (const [i, c] of conversations.entries()) {
    const count = i === 0 ? 20_000 : 2_000;
    await messages.insertMany(Array.from({ length: count }, (_, n) => ({ c, seq: n + 1, rev: n + 1, text: 'hello' })));
  }
  const c = conversations[0];
  const lookedAt = async body => {
    const before = await examined(db);
    await body();
    return await examined(db) - before;
  };
  for (let i = 0; i < 50; i++) {
    const after = i * 390;
    assert.equal(await lookedAt(async () => {
      const found = await messages.find({ c, rev: { $gt: after } }).sort({ rev: 1 }).limit(50).toArray();
      assert.deepEqual(found.map(item => item.rev), Array.from({ length: 50 }, (_, n) => after + n + 1));
    }), 50);
    assert.equal(await lookedAt(async () => {
      const newest = await messages.find({ c }).sort({ seq: -1 }).limit(1).toArray();
      assert.equal(newest[0].seq, 20_000);
    }), 1);
  }
  assert.equal(await lookedAt(() => messages.countDocuments({ text: 'no' })), 38_000);
});

test('alternatives are looked up each by the index, with a hint by the one that it names', async t => {
  const { db } = await open(t), messages = db.collection('messages');
  await messages.createIndexes([{ key: { c: 1, rev: 1 }, name: 'rev' }, { key: { c: 1, seq: 1 }, name: 'seq' }]);
  for (const c of ['a', 'b', 'x']) await messages.insertMany(Array.from({ length: 1_000 }, (_, n) => ({ c, seq: n + 1, rev: n + 1, by: n % 2 })));
  const either = (...places) => ({ $or: places.map(([c, after]) => ({ c, seq: { $gt: after } })), by: { $ne: 0 } });
  const counted = async (filter, options) => {
    const before = await examined(db), count = await messages.countDocuments(filter, options);
    return [count, await examined(db) - before];
  };

  assert.deepEqual(await counted(either(['a', 980], ['b', 990]), {}), [15, 30]);
  assert.deepEqual(await counted(either(['a', 980], ['a', 990]), {}), [10, 20], 'what two of them find counts once');
  assert.deepEqual(await counted(either(['a', 980], ['b', 990]), { hint: 'seq' }), [15, 30]);
  assert.deepEqual(await counted(either(['a', 980], ['b', 990]), { hint: 'rev' }), [15, 2_000]);
  assert.deepEqual(await counted({ $or: [{ c: 'a', seq: 1 }, { by: 7 }] }, {}), [1, 3_000], 'one that no index knows needs a look at everything');
  const newest = await messages.find(either(['a', 980], ['b', 990])).sort({ rev: -1 }).limit(3).toArray();
  assert.deepEqual(newest.map(item => item.rev), [1_000, 1_000, 998]);
  const before = await examined(db);
  assert.equal((await messages.find(either(['a', 980], ['b', 990])).hint('rev').toArray()).length, 15);
  assert.equal(await examined(db) - before, 2_000, 'a find obeys a hint too');
  await assert.rejects(messages.find({}).hint('none').toArray(), /hint/);
});

async function examined(db) {
  return (await db.command({ standIn: 1, stats: 1 })).stats.examined;
}
