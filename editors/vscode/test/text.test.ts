import assert from 'node:assert/strict';
import { test } from 'node:test';
import { statisticsHtml } from '../src/charts.ts';
import type { Person, Statistics, Status } from '../src/protocol.ts';
import { count, duration, statusDetails, statusLine } from '../src/text.ts';

const max: Person = { name: 'Max Mustername', affiliation: null, role: 'principal', turns: 3, words: 195, seconds: 78 };
const anna: Person = { name: 'Anna <Example>', affiliation: 'F&B "C"', role: 'press', turns: 1, words: 1, seconds: 0 };
const whole: Statistics = {
  words: 1_204,
  seconds: 3_723,
  turns: 4,
  exchanges: 1,
  questions: 2,
  people: [anna, max],
  outlets: [
    { name: 'F&B "C"', questions: 1 },
    { name: null, questions: 1 },
  ],
};

test('durations and counts', () => {
  assert.deepEqual([0, 9, 78, 725, 3_723].map(duration), ['0:00', '0:09', '1:18', '12:05', '1:02:03']);
  assert.deepEqual([count(1, 'word'), count(1_204, 'word')], ['1 word', '1,204 words']);
});

test('the status bar tells of the place, or else of the whole', () => {
  const status: Status = { kind: 'answer', speaker: max, exchange: { number: 2, of: 7, outlet: 'FBC' }, label: null };
  assert.equal(statusLine(status, whole), 'Question 2 of 7 · Max Mustername · 195 words · 1:18');
  assert.equal(statusLine(null, whole), '1 question · 1,204 words · 1:02:03');
  assert.equal(statusLine({ ...status, speaker: null }, whole), 'Question 2 of 7 · 1,204 words · 1:02:03');
  assert.equal(
    statusDetails(status, whole),
    'Question 2 of 7, FBC\nMax Mustername: 195 words, 1:18 spoken in 3 turns\nTranscript: 1,204 words, 1:02:03 spoken, 2 people',
  );
});

test('the charts: who speaks most comes first, and all names are escaped', () => {
  const html = statisticsHtml(whole);
  assert.ok(html.indexOf('Max Mustername') < html.indexOf('Anna'), html);
  assert.ok(html.includes('Anna &lt;Example&gt; (F&amp;B &quot;C&quot;)'), html);
  assert.ok(html.includes('<rect class="principal" width="100.0%"'), html);
  assert.ok(html.includes('<rect class="press" width="0.5%"'), html);
  assert.ok(html.includes('no outlet named'), html);
  assert.ok(!html.includes('style='), 'the content security policy allows none');
});

test('a transcript without words has no charts', () => {
  const nothing = { ...whole, words: 0, people: [], outlets: [] };
  assert.equal(statisticsHtml(nothing), '<p class="empty">Nothing is said in this transcript yet.</p>');
});
