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

async function examined(db) {
  return (await db.command({ standIn: 1, stats: 1 })).stats.examined;
}
