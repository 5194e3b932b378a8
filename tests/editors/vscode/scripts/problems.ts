/** The Problems panel lists the findings, with their rules. */

import type { Workbench } from '../workbench.ts';

export default async function (workbench: Workbench): Promise<void> {
  const { page } = workbench;
  await workbench.openChecked('problems.presscript');
  await workbench.run('Problems: Focus on Problems View');
  // The panel shows the findings of the whole folder, as much as there is room for.
  const filter = page.locator('.part.panel input[placeholder^="Filter"]').first();
  await filter.fill('problems.presscript');
  const rows = page.locator('.markers-panel .monaco-list-row');
  await rows.filter({ hasText: 'qa/handoff-mismatch' }).first().waitFor();
  await rows.filter({ hasText: 'note/glued' }).first().waitFor();
  await filter.fill('');
}
