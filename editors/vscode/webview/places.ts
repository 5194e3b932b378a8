/** From lines of the text to offsets on the page, and back. */

/** A line, from 1, and how far below the page's start it is, in pixels. */
export interface Place {
  line: number;
  top: number;
}

/** The offset of a line; between two lines that are on the page, as far between them. The first one is the page's start. */
export function offsetOf(places: Place[], line: number): number {
  const next = places.findIndex((place) => place.line > line);
  const before = places[next < 0 ? places.length - 1 : next - 1];
  const after = places[next];
  if (before === undefined || line <= (places[0]?.line ?? 1)) return 0;
  if (after === undefined || next < 0) return before.top;
  return before.top + ((after.top - before.top) * (line - before.line)) / (after.line - before.line);
}

/** The line at an offset, rounded down. */
export function lineAt(places: Place[], offset: number): number {
  const first = places[0];
  // What is above the first line, a margin, is its own.
  if (first === undefined || offset < first.top) return 1;
  const next = places.findIndex((place) => place.top > offset + 1);
  const before = places[next < 0 ? places.length - 1 : next - 1] ?? first;
  const after = places[next];
  if (after === undefined || after.top === before.top) return before.line;
  return before.line + Math.floor(((after.line - before.line) * (offset - before.top)) / (after.top - before.top));
}
