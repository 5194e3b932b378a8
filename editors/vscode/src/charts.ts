/** The statistics as HTML: two bar charts, which are tables for those who cannot see them. */

import type { Statistics } from './protocol.ts';
import { count, duration, named } from './text.ts';

interface Bar {
  name: string;
  /** A class for its colour. */
  kind: string;
  size: number;
  values: string[];
}

/** The content of the view. Only what is escaped here comes from the transcript. */
export function statisticsHtml(statistics: Statistics): string {
  if (statistics.words === 0) return '<p class="empty">Nothing is said in this transcript yet.</p>';
  const { words, seconds, turns, exchanges, questions } = statistics;
  const total = [
    [duration(seconds), 'speaking time'],
    [words.toLocaleString('en'), 'words'],
    [String(turns), 'turns'],
    [String(exchanges), 'exchanges'],
    [String(questions), 'questions, with follow-ups'],
  ];
  const people = statistics.people.map((person) => ({
    name: named(person),
    kind: person.role,
    size: person.words,
    values: [count(person.words, 'word'), duration(person.seconds), share(person.words, words)],
  }));
  people.sort((one, other) => other.size - one.size);
  const outlets = statistics.outlets.map(({ name, questions }) => ({
    name: name ?? 'no outlet named',
    kind: name === null ? 'unknown' : 'press',
    size: questions,
    values: [count(questions, 'question')],
  }));
  return [
    `<dl>${total.map(([value, what]) => `<div><dt>${what}</dt><dd>${value}</dd></div>`).join('')}</dl>`,
    chart('people', 'Words and speaking time', people),
    chart('outlets', 'Questions by outlet', outlets),
  ].join('\n');
}

function chart(id: string, title: string, bars: Bar[]): string {
  const longest = Math.max(1, ...bars.map((bar) => bar.size));
  const rows = bars.map(({ name, kind, size, values }) => {
    // A share of the width, as an attribute: the content security policy allows no inline styles.
    const width = ((100 * size) / longest).toFixed(1);
    const bar = `<svg aria-hidden="true"><rect class="${kind}" width="${width}%" height="100%" rx="2"/></svg>`;
    return `<tr><th scope="row">${escaped(name)}</th><td class="bar">${bar}</td>${values.map((value) => `<td>${escaped(value)}</td>`).join('')}</tr>`;
  });
  if (rows.length === 0) return '';
  return `<table id="${id}"><caption>${title}</caption>${rows.join('')}</table>`;
}

function share(part: number, whole: number): string {
  return `${Math.round((100 * part) / Math.max(1, whole))} %`;
}

/** Text that is safe between tags and within double quotes. */
export function escaped(text: string): string {
  const names: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replace(/[&<>"]/g, (mark) => names[mark] ?? mark);
}
