/** The hover of a label says who it is. */

import type { Workbench } from '../workbench.ts';

export default async function (workbench: Workbench): Promise<void> {
  const { page } = workbench;
  const transcript = await workbench.openChecked('hover.presscript');
  await transcript.cursorAt('Chair: The large ones');
  await workbench.run('Show or Focus Hover');
  await page.locator('.monaco-hover:visible', { hasText: 'Max Mustername' }).first().waitFor();
}
