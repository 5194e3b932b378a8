/** A transcript is known by its name, and lines wrap. */

import assert from 'node:assert/strict';
import type { Workbench } from '../workbench.ts';

export default async function (workbench: Workbench): Promise<void> {
  const { page } = workbench;
  for (const name of ['language.presscript', 'language.transcript.txt']) {
    const transcript = await workbench.open(name, `Anna Example: ${'word '.repeat(100)}\n`);
    await page.locator('[id="status.editor.mode"]', { hasText: 'Presscript' }).waitFor();
    const lines = await page.locator('.editor-instance .view-line', { hasText: 'word' }).count();
    assert.ok(lines > 1, `${lines} lines on the screen`);
    await transcript.words('Anna Example').waitFor();
  }
}
