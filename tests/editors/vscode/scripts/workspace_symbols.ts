/** People of all transcripts of the folder are found by name. */

import { until, type Workbench } from '../workbench.ts';

export default async function (workbench: Workbench): Promise<void> {
  const { page } = workbench;
  await workbench.openChecked('workspace_symbols.presscript', 'Zora Zweifel (Unique Weekly): Why?\n\nMinister: So.\n');
  await page.keyboard.press('Control+t');
  const input = page.locator('.quick-input-widget input');
  await input.waitFor();
  await until('the person is found', async () => {
    await input.fill('#Zweifel');
    const row = page.locator('.quick-input-list .monaco-list-row', { hasText: 'Zora Zweifel' });
    await row.first().waitFor({ timeout: 2_000 });
    return true;
  });
  await page.keyboard.press('Escape');
}
