/** A turn folds. */

import { until, type Workbench } from '../workbench.ts';

export default async function (workbench: Workbench): Promise<void> {
  const transcript = await workbench.openChecked('folding.presscript');
  await transcript.goTo(transcript.lineOf('Chair Max Mustername:'));
  const below = transcript.line('Which island comes first is decided');
  await below.waitFor();
  await until('the turn is folded', async () => {
    await workbench.page.keyboard.press('Control+Shift+[');
    return (await below.count()) === 0;
  });
}
