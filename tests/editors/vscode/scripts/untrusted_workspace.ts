/** No setting of a folder makes the extension run a program, whether one trusts the folder or not. */

import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { until, type Workbench } from '../workbench.ts';

export const workbench = 'bare';

const TEXT = 'Anna Example (FBC):Why?\n\nMinister: So.\n';

export default async function (workbench: Workbench, server: string): Promise<void> {
  const { page, home } = workbench;
  const marker = path.join(home, 'the-program-ran');
  const evil = path.join(home, 'workspace/presscript');
  writeFileSync(evil, `#!/bin/sh\ntouch '${marker}'\n`);
  chmodSync(evil, 0o755);
  mkdirSync(path.join(home, 'workspace/.vscode'), { recursive: true });
  const settings = { 'presscript.server.path': evil, 'presscript.trace.server': 'verbose' };
  writeFileSync(path.join(home, 'workspace/.vscode/settings.json'), JSON.stringify(settings));
  mkdirSync(path.join(home, 'bin'), { recursive: true });
  rmSync(path.join(home, 'bin/presscript'), { force: true });
  symlinkSync(server, path.join(home, 'bin/presscript'));

  await workbench.run('Presscript: Restart Server');
  await workbench.openChecked('untrusted_workspace.presscript', TEXT);
  await page.locator('[class*="squiggly"]').first().waitFor();
  await page.locator('[id="status.workspaceTrust"]', { hasText: 'Restricted Mode' }).waitFor();
  assert.ok(!existsSync(marker), 'nothing of an untrusted folder was run');

  await workbench.run('Workspaces: Manage Workspace Trust');
  await page.getByRole('button', { name: 'Trust', exact: true }).first().click();
  await page.locator('[id="status.workspaceTrust"]').waitFor({ state: 'detached' });
  // The button that had the focus is gone, so that keys may go nowhere.
  await page.getByRole('button', { name: 'Close Modal Editor' }).click();
  await page.locator('.modal-editor-part').waitFor({ state: 'detached' });
  await workbench.run('Presscript: Restart Server');
  await workbench.openChecked('untrusted_workspace.presscript', TEXT);
  await until('the server runs', () => workbench.servers().length === 1);
  assert.ok(!existsSync(marker), 'nothing of a trusted folder was run');
  rmSync(path.join(home, 'bin'), { recursive: true });
}
