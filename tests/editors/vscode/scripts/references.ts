/** All turns of a person are found. */

import type { Workbench } from '../workbench.ts';

export default async function (workbench: Workbench): Promise<void> {
  const { page } = workbench;
  const transcript = await workbench.openChecked('references.presscript');
  await transcript.cursorAt('Chair: The large ones');
  await page.keyboard.press('Shift+F12');
  await page.locator('.reference-zone-widget', { hasText: 'Max Mustername' }).first().waitFor();
}
