/** The walkthrough opens a sample transcript. */

import type { Workbench } from '../workbench.ts';

export default async function (workbench: Workbench): Promise<void> {
  const { page } = workbench;
  await workbench.closeAll();
  await workbench.run('Presscript: Open a Sample Transcript');
  await page.locator('.tab.active', { hasText: 'Untitled' }).waitFor();
  await page.locator('.editor-instance .view-line', { hasText: 'Storms' }).first().waitFor();
  await workbench.statusBar(/7 questions/);
  await workbench.run('View: Revert and Close Editor');
  await page.locator('.editor-instance').waitFor({ state: 'detached' });
}
