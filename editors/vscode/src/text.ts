/** What the status bar and the statistics say, in words. */

import type { Person, Statistics, Status } from './protocol.ts';

/** `0:09`, `12:05`, `1:02:03`. */
export function duration(seconds: number): string {
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (part: number) => String(part).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** `1 word`, `1,204 words`. */
export function count(number: number, noun: string): string {
  return `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;
}

/** `Anna Example (FBC)`. */
export function named(person: Person): string {
  return person.affiliation === null ? person.name : `${person.name} (${person.affiliation})`;
}

/** One line for the status bar: which question, who speaks and how much, or what the whole transcript holds. */
export function statusLine(status: Status | null, whole: Statistics): string {
  const { exchange, speaker } = status ?? { exchange: null, speaker: null };
  const parts: string[] = [];
  if (exchange !== null) parts.push(`Question ${exchange.number} of ${exchange.of}`);
  else parts.push(count(whole.exchanges, 'question'));
  const counted = speaker ?? whole;
  if (speaker !== null) parts.push(speaker.name);
  parts.push(count(counted.words, 'word'), duration(counted.seconds));
  return parts.join(' · ');
}

/** More than fits into the status bar, one fact a line. */
export function statusDetails(status: Status | null, whole: Statistics): string {
  const lines: string[] = [];
  if (status?.exchange) {
    const { number, of, outlet } = status.exchange;
    lines.push(`Question ${number} of ${of}${outlet === null ? '' : `, ${outlet}`}`);
  }
  if (status?.speaker)
    lines.push(`${named(status.speaker)}: ${amount(status.speaker)} in ${count(status.speaker.turns, 'turn')}`);
  lines.push(`Transcript: ${amount(whole)}, ${count(whole.people.length, 'person').replace('persons', 'people')}`);
  return lines.join('\n');
}

function amount({ words, seconds }: { words: number; seconds: number }): string {
  return `${count(words, 'word')}, ${duration(seconds)} spoken`;
}
