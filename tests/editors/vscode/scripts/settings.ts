/** What the user sets holds at once; where he sets nothing, the project does. */

import { until, type Workbench } from '../workbench.ts';

export default async function (workbench: Workbench): Promise<void> {
  const transcript = await workbench.openChecked('settings.presscript');
  await transcript.goTo(transcript.lineOf('You said that'));
  const hint = transcript.line('Question 2');
  await hint.waitFor();
  workbench.set({ 'presscript.inlayHints.questionNumbers': false });
  await until('the hint is gone', async () => (await hint.count()) === 0);
  workbench.set({});
  await hint.waitFor();
}
