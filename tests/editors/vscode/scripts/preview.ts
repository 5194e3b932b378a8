/** The preview shows what will be published, follows what is typed, and runs nothing that stands in the text. */

import assert from 'node:assert/strict';
import { until, type Workbench } from '../workbench.ts';

export default async function (workbench: Workbench): Promise<void> {
  const { page } = workbench;
  const text =
    '---\ntitle: A storm\n---\n%% not published\nAnna Example (FBC): <img src=x onerror="document.title=1"> Why?\n\nMinister Max Mustername: So. (Laughter.)\n';
  const transcript = await workbench.openChecked('preview.presscript', text);
  await workbench.run('Presscript: Open Preview to the Side');
  const view = await workbench.view('Preview: preview.presscript');
  await view.locator('h1', { hasText: 'A storm' }).waitFor();
  await view.locator('.turn.question .speaker', { hasText: 'Anna Example (FBC):' }).waitFor();
  await view.locator('.note', { hasText: '(Laughter.)' }).waitFor();
  assert.equal(await view.locator('img').count(), 0);
  assert.ok(!(await view.locator('main').innerText()).includes('not published'));

  const policy = await view.locator('meta[http-equiv]').getAttribute('content');
  assert.match(policy ?? '', /^default-src 'none'; style-src [^;]+; script-src 'nonce-[\w+/=]{20,}'$/);

  await transcript.line('So. (Laughter.)').click();
  await transcript.cursorAt('So.', true);
  await page.keyboard.type(' Yes.');
  await view.locator('.turn', { hasText: 'So. Yes.' }).waitFor();

  const colour = () => view.locator('body').evaluate((body) => getComputedStyle(body).color);
  const light = await colour();
  workbench.set({ 'workbench.colorTheme': 'Default Dark Modern' });
  await until('the preview is in the colours of the dark theme', async () => (await colour()) !== light);
  workbench.set({});
  await until('the preview is in the old colours again', async () => (await colour()) === light);
}
