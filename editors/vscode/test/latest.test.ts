import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Latest } from '../src/latest.ts';

test('only the last of many requests does its work', async () => {
  const latest = new Latest(1);
  const done: number[] = [];
  await new Promise<void>((resolve) => {
    for (const number of [1, 2, 3]) {
      latest.run(async () => {
        done.push(number);
        resolve();
      });
    }
  });
  assert.deepEqual(done, [3]);
});

test('work that was overtaken knows it', async () => {
  const latest = new Latest(1);
  const first = await new Promise<boolean>((resolve) => {
    latest.run(async (isLatest) => {
      latest.run(async () => {});
      resolve(isLatest());
    });
  });
  assert.equal(first, false);
  latest.dispose();
});
