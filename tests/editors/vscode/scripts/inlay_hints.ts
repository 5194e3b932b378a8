/** Hints say which question it is, and who is behind a title. */

import assert from 'node:assert/strict';
import type { Workbench } from '../workbench.ts';

export default async function (workbench: Workbench): Promise<void> {
  const transcript = await workbench.openChecked('inlay_hints.presscript');
  await transcript.goTo(transcript.lineOf('You said that'));
  await transcript.line('Question 2').waitFor();
  // The text itself says only the title there.
  assert.ok(transcript.text().includes('Chair:  The harbour master'));
  await transcript.line('Max Mustername:  The harbour master').waitFor();
}
