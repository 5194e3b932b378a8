import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lineAt, offsetOf } from '../webview/places.ts';

const places = [
  { line: 3, top: 40 },
  { line: 5, top: 80 },
  { line: 11, top: 200 },
];

test('lines have offsets, those between two as well', () => {
  assert.deepEqual(
    [1, 3, 4, 5, 8, 11, 30].map((line) => offsetOf(places, line)),
    [0, 0, 60, 80, 140, 200, 200],
  );
  assert.equal(offsetOf([], 7), 0);
});

test('offsets have lines', () => {
  assert.deepEqual(
    [0, 39, 40, 60, 80, 141, 200, 999].map((offset) => lineAt(places, offset)),
    [1, 1, 3, 4, 5, 8, 11, 11],
  );
  assert.equal(lineAt([], 7), 1);
});

test('what is on the page is found again', () => {
  for (const { line } of places.slice(1)) assert.equal(lineAt(places, offsetOf(places, line)), line);
});
