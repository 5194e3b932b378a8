/** The outline and the breadcrumbs have one entry for each question; sticky scroll shows whose turn it is. */

import assert from 'node:assert/strict';
import { until, type Workbench } from '../workbench.ts';

export default async function (workbench: Workbench): Promise<void> {
  const { page } = workbench;
  const transcript = await workbench.openChecked('outline.presscript');
  await workbench.run('Explorer: Focus on Outline View');
  const rows = await until('the outline has the exchanges', async () => {
    const found = await workbench.rows('.outline-pane');
    return found.some((row) => row.includes('FBC, Anna Example')) && found;
  });
  assert.ok(
    rows.some((row) => row.includes('FBC, Anna Example')),
    rows.join('\n'),
  );

  await transcript.goTo(transcript.lineOf('Where is it?'));
  const crumbs = page.locator('.breadcrumbs-below-tabs');
  await crumbs.getByText('Radio Specimen').first().waitFor();
  await page.locator('.sticky-widget .sticky-widget-lines .sticky-line-content').first().waitFor();
}
