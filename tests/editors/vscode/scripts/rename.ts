/** A misspelt name is mended under every label at once. */

import { until, type Workbench } from '../workbench.ts';

export default async function (workbench: Workbench): Promise<void> {
  const { page } = workbench;
  const text = 'Minister Max Mustername: One.\n\nAna Exampel (FBC): Why?\n\nMinister: So.\n\nAna Exampel (FBC): And?\n';
  const transcript = await workbench.openChecked('rename.presscript', text);
  await transcript.cursorAt('Exampel (FBC): Why');
  await page.keyboard.press('F2');
  const input = page.locator('.rename-box input');
  await input.waitFor();
  await until('the whole name is offered', async () => (await input.inputValue()) === 'Ana Exampel');
  await input.fill('Anna Example');
  await page.keyboard.press('Enter');
  const renamed = text.replaceAll('Ana Exampel', 'Anna Example');
  await transcript.saved('both labels have the new name', (saved) => saved === renamed);
}
