/** A key splits a turn at the cursor, another one joins it with the one before. */

import type { Workbench } from '../workbench.ts';

export default async function (workbench: Workbench): Promise<void> {
  const { keyboard } = workbench.page;
  const glued = 'Anna Example (FBC): Why? Because it is so.\n\nMinister Max Mustername: And that is all.\n';
  const transcript = await workbench.openChecked('split_and_merge.presscript', glued);
  await transcript.cursorAt('Because');
  await keyboard.press('Control+Alt+Enter');
  await transcript.saved('the answer is a turn', (text) => /Why\?\n\nMinister[^\n]*: Because it is so\./.test(text));
  await transcript.cursorAt('And that is all');
  await keyboard.press('Control+Alt+Backspace');
  await transcript.saved('the last two are one', (text) => /: Because it is so\.\n\nAnd that is all\.\n$/.test(text));
}
