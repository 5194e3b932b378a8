/** While one types, the white space before a label's colon goes. */

import type { Workbench } from '../workbench.ts';

export default async function (workbench: Workbench): Promise<void> {
  const { page } = workbench;
  const text = 'Anna Example (FBC): Why?\n\nMinister Max Mustername: So.\n\n';
  const transcript = await workbench.openChecked('format_on_type.presscript', text);
  await transcript.goTo(5);
  await page.keyboard.type('Anna Example (FBC) ');
  await page.keyboard.press('Escape');
  await page.keyboard.type(':');
  await transcript.saved('no space stands before the colon', (text) => text.endsWith('\nAnna Example (FBC):'));
}
