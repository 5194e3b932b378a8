/** The preview: scrolls with the text, and leads back to it. */

import { host, show } from './host.ts';
import { lineAt, offsetOf, type Place } from './places.ts';

/** Whether the reader scrolls the preview, rather than the text scrolling it. */
let reading = false;

for (const event of ['wheel', 'touchmove', 'keydown', 'pointerdown']) {
  window.addEventListener(
    event,
    () => {
      reading = true;
    },
    { passive: true },
  );
}

window.addEventListener('scroll', () => {
  if (reading) host.postMessage({ type: 'scrolled', line: lineAt(places(), window.scrollY) });
});

document.addEventListener('click', (event) => {
  const target = event.target instanceof Element ? event.target : null;
  const selecting = document.getSelection()?.isCollapsed === false;
  const line = target?.closest<HTMLElement>('[data-line]')?.dataset.line;
  if (line === undefined || selecting || target?.closest('a')) return;
  host.postMessage({ type: 'open', line: Number(line) });
});

show(({ type, line }) => {
  if (type !== 'scrollTo' || line === undefined) return;
  reading = false;
  window.scrollTo({ top: offsetOf(places(), line) });
});

/** Where the lines of the text are on the page, in order. */
function places(): Place[] {
  const elements = document.querySelectorAll<HTMLElement>('[data-line]');
  return Array.from(elements, (element) => ({
    line: Number(element.dataset.line),
    top: element.getBoundingClientRect().top + window.scrollY,
  }));
}
