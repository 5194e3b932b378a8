/** After two line breaks, whoever probably speaks next is offered, unasked. */

import type { Workbench } from '../workbench.ts';

export default async function (workbench: Workbench): Promise<void> {
  const { page } = workbench;
  const text = 'Minister Max Mustername: One.\n\nAnna Example (FBC): Why?';
  const transcript = await workbench.openChecked('next_speaker.presscript', text);
  await transcript.cursorAt('Why?', true);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.locator('.suggest-widget .monaco-list-row.focused', { hasText: 'Minister' }).first().waitFor();
  await page.keyboard.press('Enter');
  await page.keyboard.type('So.');
  await transcript.saved('the answer is there', (text) => /Why\?\n\nMinister[^\n]*: So\.$/.test(text));
}
