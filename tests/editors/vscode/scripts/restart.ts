/** The server can be restarted, and its log be shown. */

import { until, type Workbench } from '../workbench.ts';

export default async function (workbench: Workbench): Promise<void> {
  const { page } = workbench;
  await workbench.openChecked('restart.presscript', 'Anna Example (FBC):Why?\n\nMinister: So.\n');
  const before = workbench.servers();
  await workbench.run('Presscript: Restart Server');
  await until('another server runs alone', () => {
    const now = workbench.servers();
    return now.length === 1 && now[0] !== before[0];
  });
  await page.locator('[class*="squiggly"]').first().waitFor();
  await workbench.statusBar(/Question 1 of 1/);
  await workbench.run('Presscript: Show Log');
  await until('the log is shown', async () => (await page.locator('.part.panel select').first().inputValue()) !== '');
  await page.locator('.part.panel .select-container, .part.panel select', { hasText: 'Presscript' }).first().waitFor();
}
