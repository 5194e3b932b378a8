/** One command applies every fix that changes no word. */

import assert from 'node:assert/strict';
import type { Workbench } from '../workbench.ts';

export default async function (workbench: Workbench): Promise<void> {
  const transcript = await workbench.openChecked('fix_all.presscript');
  const before = transcript.text().split(/\s+/);
  await workbench.run('Fix All');
  const after = await transcript.saved('no line ends in blanks', (text) => !/[ \u00a0]\n/.test(text));
  assert.deepEqual(after.split(/\s+/).join(''), before.join(''));
}
