/** A transcript is known by its name, and lines wrap. */

import { until, type Workbench } from '../workbench.ts';

export default async function (workbench: Workbench): Promise<void> {
  const { page } = workbench;
  for (const name of ['language.presscript', 'language.transcript.txt']) {
    const transcript = await workbench.open(name, `Anna Example: ${'word '.repeat(100)}\n`);
    await page.locator('[id="status.editor.mode"]', { hasText: 'Presscript' }).waitFor();
    await until(
      'the line wraps',
      async () => (await page.locator('.editor-instance .view-line', { hasText: 'word' }).count()) > 1,
    );
    await transcript.words('Anna Example').waitFor();
  }
}
