/** A setting that names a program which is no server: one message says so, and the log can be opened. */

import type { Workbench } from '../workbench.ts';

export default async function (workbench: Workbench): Promise<void> {
  const { page } = workbench;
  await workbench.openChecked('not_a_server.presscript', 'Anna Example (FBC):Why?\n\nMinister: So.\n');
  workbench.set({ 'presscript.server.path': '/bin/true' });
  const message = workbench.notification('The Presscript server “/bin/true” does not start.');
  await message.waitFor();
  await workbench.statusBar(/no server/);
  await message.getByRole('button', { name: 'Show Log' }).click();
  await page.locator('.part.panel', { hasText: 'Output' }).waitFor();

  workbench.set({});
  await page.locator('[class*="squiggly"]').first().waitFor();
}
