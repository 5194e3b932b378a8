/** A label is completed as it is typed. */

import type { Workbench } from '../workbench.ts';

export default async function (workbench: Workbench): Promise<void> {
  const { page } = workbench;
  const text = 'Minister Max Mustername: One.\n\nAnna Example (FBC): Why?\n\n';
  const transcript = await workbench.openChecked('completion.presscript', text);
  await transcript.goTo(5);
  await page.keyboard.type('Mi');
  await page.locator('.suggest-widget .monaco-list-row', { hasText: 'Minister' }).first().waitFor();
  await page.keyboard.press('Tab');
  await transcript.saved('the label is there', (text) => /\nMinister[^\n]*: $/.test(text));
}
