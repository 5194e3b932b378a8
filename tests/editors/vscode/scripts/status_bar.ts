/** The status bar says which question it is, who speaks, and how much. */

import type { Workbench } from '../workbench.ts';

export default async function (workbench: Workbench): Promise<void> {
  const transcript = await workbench.openChecked('status_bar.presscript');
  await workbench.statusBar(/7 questions · 456 words · 3:02/);
  await transcript.goTo(transcript.lineOf('The large ones have to wait'));
  await workbench.statusBar(/Question 2 of 7 · Max Mustername · 195 words · 1:18/);
}
