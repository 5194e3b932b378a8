/** A setting that names no program is refused, with a button that leads to it; once it is mended, all goes on. */

import { until, type Workbench } from '../workbench.ts';

export default async function (workbench: Workbench): Promise<void> {
  const { page } = workbench;
  await workbench.openChecked('broken_server_path.presscript', 'Anna Example (FBC):Why?\n\nMinister: So.\n');
  workbench.set({ 'presscript.server.path': '/nowhere/presscript' });
  const message = workbench.notification('no Presscript server at “/nowhere/presscript”');
  await message.waitFor();
  await workbench.statusBar(/no server/);
  await until('no server runs', () => workbench.servers().length === 0);
  await message.getByRole('button', { name: 'Open Setting' }).click();
  await page.locator('.settings-editor', { hasText: 'Server: Path' }).first().waitFor();

  workbench.set({});
  await workbench.openChecked('broken_server_path.presscript', 'Anna Example (FBC):Why?\n\nMinister: So.\n');
  await page.locator('[class*="squiggly"]').first().waitFor();
}
