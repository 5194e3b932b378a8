/** Preview and text scroll together, whichever is scrolled; a click in the preview leads to the text. */

import assert from 'node:assert/strict';
import { until, type Workbench } from '../workbench.ts';

export default async function (workbench: Workbench): Promise<void> {
  const { page } = workbench;
  const turns = Array.from(
    { length: 100 },
    (_, at) => `Anna Example (FBC): Is this number ${at}?\n\nMinister: It is ${at}.\n`,
  );
  const transcript = await workbench.openChecked('scrolling.presscript', turns.join('\n'));
  await workbench.run('Presscript: Open Preview to the Side');
  const view = await workbench.view('Preview: scrolling.presscript');
  const inSight = (words: string) =>
    view.locator('span[data-line]', { hasText: words }).evaluate((line) => {
      const { top, bottom } = line.getBoundingClientRect();
      return bottom > 0 && top < window.innerHeight;
    });
  await view.locator('span[data-line]', { hasText: 'number 99?' }).waitFor();
  assert.ok(!(await inSight('number 60?')));

  await transcript.line('number 0?').click();
  await transcript.goTo(transcript.lineOf('number 60?'));
  await until('the preview has followed the text', () => inSight('number 60?'));

  await view.locator('body').hover();
  await page.mouse.wheel(0, -100_000);
  await until('the text has followed the preview', async () => (await transcript.line('number 0?').count()) > 0);

  await page.mouse.wheel(0, 1_500);
  await until('the text has followed the preview down', async () => (await transcript.line('number 0?').count()) === 0);
  const line = view.locator('span[data-line]', { hasText: 'It is' });
  const shown = await until('a line of the preview in sight', async () => {
    for (const one of await line.all()) {
      const box = await one.evaluate((element) => element.getBoundingClientRect().top);
      if (box > 100) return one;
    }
    return undefined;
  });
  const number = Number(await shown.getAttribute('data-line'));
  await shown.click();
  await transcript.cursor(number, 1);
}
