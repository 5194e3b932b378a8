/** A server that crashes while one types is started again, without a message, and goes on with what is open. */

import assert from 'node:assert/strict';
import { until, type Workbench } from '../workbench.ts';

export default async function (workbench: Workbench): Promise<void> {
  const { page } = workbench;
  const transcript = await workbench.openChecked('crash.presscript', 'Anna Example (FBC): Why?\n\nMinister: So.\n');
  const [server, ...others] = workbench.servers();
  assert.ok(server !== undefined && others.length === 0, 'one server runs');
  await transcript.cursorAt('So.', true);
  process.kill(server, 'SIGKILL');
  await page.keyboard.type(' Well.');
  const next = await until('another server runs', () => workbench.servers().find((pid) => pid !== server));
  await workbench.statusBar(/Minister · 2 words/);
  assert.deepEqual(workbench.servers(), [next]);
}
