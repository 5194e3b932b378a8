/** The statistics view shows who speaks how much and who asks, and follows what is typed. */

import assert from 'node:assert/strict';
import { until, type Workbench } from '../workbench.ts';

export default async function (workbench: Workbench): Promise<void> {
  const { page } = workbench;
  const text = 'Anna Example (FBC): Why?\n\nMinister Max Mustername: It is so.\n';
  const transcript = await workbench.openChecked('statistics.presscript', text);
  await workbench.run('Presscript: Open Statistics to the Side');
  const view = await workbench.view('Statistics: statistics.presscript');
  const person = view.locator('#people tr', { hasText: 'Max Mustername' });
  await person.waitFor();
  assert.match(await person.innerText(), /3 words\s+0:01\s+75 %/);
  assert.match(await view.locator('#outlets tr').innerText(), /FBC\s+1 question/);
  await until('the bar can be seen', async () => {
    const bar = await person.locator('rect').boundingBox();
    return bar !== null && bar.width > 50 && bar.height > 5;
  });

  await transcript.line('It is so.').click();
  await transcript.cursorAt('so.', true);
  await page.keyboard.type(' And more.');
  await until('the words are counted anew', async () => (await person.innerText()).includes('5 words'));
}
