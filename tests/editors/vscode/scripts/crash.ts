/** A server that crashes is started again, and goes on with what is open. */

import assert from 'node:assert/strict';
import { until, type Workbench } from '../workbench.ts';

export default async function (workbench: Workbench): Promise<void> {
  const { page } = workbench;
  const transcript = await workbench.openChecked('crash.presscript', 'Anna Example (FBC): Why?\n\nMinister: So.\n');
  const [server, ...others] = workbench.servers();
  assert.ok(server !== undefined && others.length === 0, 'one server runs');
  process.kill(server, 'SIGKILL');
  const next = await until('another server runs', () => workbench.servers().find((pid) => pid !== server));

  await transcript.cursorAt('So.', true);
  await page.keyboard.type(' Well.');
  await workbench.statusBar(/Minister · 2 words|3 words/);
  assert.deepEqual(workbench.servers(), [next]);
}
