/** The Problems panel lists the findings, with their rules. */

import { until, type Workbench } from '../workbench.ts';

export default async function (workbench: Workbench): Promise<void> {
  await workbench.openChecked('problems.presscript');
  await workbench.run('Problems: Focus on Problems View');
  await until('a rule is listed', async () =>
    (await workbench.rows('.markers-panel')).some((row) => row.includes('presscript')),
  );
  await workbench.page.locator('.markers-panel .monaco-list-row', { hasText: 'typo/spaces' }).first().waitFor();
}
