/** Without any server the user is told, and told how to install one; the next restart finds it on the PATH. */

import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import * as path from 'node:path';
import type { Workbench } from '../workbench.ts';

/** The extension without a server inside, in a folder that is not trusted. */
export const workbench = 'bare';

export default async function (workbench: Workbench, server: string): Promise<void> {
  const { page } = workbench;
  await workbench.open('missing_server.presscript', 'Anna Example (FBC):Why?\n\nMinister: So.\n');
  const message = workbench.notification('There is no Presscript server');
  await message.waitFor();
  await workbench.statusBar(/no server/);
  await message.getByRole('button', { name: 'How to Install' }).click();
  await page.locator('.tab.active', { hasText: /readme\.md/i }).waitFor();

  const folder = path.join(workbench.home, 'bin');
  mkdirSync(folder);
  symlinkSync(server, path.join(folder, 'presscript'));
  await workbench.closeAll();
  await workbench.run('Presscript: Restart Server');
  await workbench.openChecked('missing_server.presscript', 'Anna Example (FBC):Why?\n\nMinister: So.\n');
  await page.locator('[class*="squiggly"]').first().waitFor();
  rmSync(folder, { recursive: true });
}
