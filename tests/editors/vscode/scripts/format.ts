/** The formatter tidies white space and keeps every word. */

import assert from 'node:assert/strict';
import type { Workbench } from '../workbench.ts';

export default async function (workbench: Workbench): Promise<void> {
  const transcript = await workbench.openChecked('format.presscript');
  const words = transcript.text().split(/\s+/);
  assert.match(transcript.text(), /Chair: {2}The harbour master/);
  await workbench.run('Format Document');
  const text = await transcript.saved('one space is behind each colon', (text) => !/: {2}/.test(text));
  assert.deepEqual(text.split(/\s+/), words);
}
