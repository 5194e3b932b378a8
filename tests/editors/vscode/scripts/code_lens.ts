/** The line above an exchange says what it holds, and leads to its turns. */

import type { Workbench } from '../workbench.ts';

export default async function (workbench: Workbench): Promise<void> {
  const { page } = workbench;
  const transcript = await workbench.openChecked('code_lens.presscript');
  await transcript.goTo(transcript.lineOf('Spokesperson: The Daily Sample'));
  const lens = page.locator('.codelens-decoration a', { hasText: 'Exchange 2 of 7 · Daily Sample' }).first();
  await lens.click();
  await page.locator('.reference-zone-widget', { hasText: 'Peter Placeholder' }).first().waitFor();
}
