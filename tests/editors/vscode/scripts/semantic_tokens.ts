/** Title and name in a label have colours of their own. */

import assert from 'node:assert/strict';
import { until, type Workbench } from '../workbench.ts';

export default async function (workbench: Workbench): Promise<void> {
  const transcript = await workbench.openChecked('semantic_tokens.presscript');
  await transcript.goTo(transcript.lineOf('Chair Max Mustername:'));
  // Only the server knows which words of a label are the title.
  const colours = await until('title and name are apart', async () => {
    const parts = ['Harbour Council Chair', 'Max Mustername'].map((words) => transcript.words(words));
    if ((await Promise.all(parts.map((part) => part.count()))).includes(0)) return undefined;
    return await Promise.all(parts.map((part) => part.evaluate((span) => getComputedStyle(span).color)));
  });
  assert.equal(new Set(colours).size, 2, colours.join(', '));
}
