/** The light bulb mends a finding. */

import type { Workbench } from '../workbench.ts';

export default async function (workbench: Workbench): Promise<void> {
  const { page } = workbench;
  const transcript = await workbench.openChecked(
    'quick_fix.presscript',
    'Anna Example (FBC):Why?\n\nMinister Max Mustername: So.\n',
  );
  await page.locator('[class*="squiggly"]').first().waitFor();
  await transcript.cursorAt(':Why');
  await page.keyboard.press('Control+.');
  await page.locator('.action-widget .monaco-list-row', { hasText: 'space' }).first().click();
  await transcript.saved('a space stands behind the colon', (text) => text.startsWith('Anna Example (FBC): Why?'));
}
