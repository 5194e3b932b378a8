/**
 * A person who edits transcripts all day: sees what is wrong, has mended what needs no thought, goes from question to question,
 * mends a misspelt name everywhere, types the next exchange, sees what is left, and reads the result.
 *
 * The pictures of the READMEs are taken on the way.
 */

import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { ROOT, until, type Workbench } from '../workbench.ts';

const FIXTURE = path.join(ROOT, 'tests/fixtures/briefing.presscript');

export default async function (workbench: Workbench): Promise<void> {
  const { page } = workbench;
  const { keyboard } = page;
  // Typists make mistakes: here in a name, each time that it is written.
  const typed = readFileSync(FIXTURE, 'utf8').replaceAll('Peter Placeholder', 'Peter Plaecholder');
  const transcript = await workbench.openChecked('briefing.presscript', typed);
  await page.locator('[class*="squiggly"]').first().waitFor();
  await workbench.picture('open');

  await workbench.run('Fix All');
  await transcript.saved('no blank ends a line', (text) => !/[ \u00a0]\n/.test(text));
  await workbench.picture('fix-all');

  await transcript.goTo(1);
  for (const question of ['Anna Example (FBC):', 'You said that']) {
    await keyboard.press('Alt+PageDown');
    await transcript.cursor(transcript.lineOf(question), 1);
  }
  await workbench.statusBar(/Question 2 of 7 · Peter Plaecholder/);
  await workbench.picture('questions');

  await keyboard.press('F2');
  const box = page.locator('.rename-box input');
  await box.waitFor();
  await box.fill('Peter Placeholder');
  await workbench.picture('rename');
  await keyboard.press('Enter');
  await transcript.saved('the name is right everywhere', (text) => !text.includes('Plaecholder'));

  await transcript.cursorAt('who can knead is welcome.', true);
  await keyboard.press('Enter');
  await keyboard.press('Enter');
  const first = page.locator('.suggest-widget .monaco-list-row.focused');
  await first.filter({ hasText: 'Harbour Council Spokesperson' }).waitFor();
  await workbench.picture('next-speaker');
  await keyboard.press('Enter');
  await keyboard.type('Thank you all.');
  await transcript.saved('the moderator has the last word', (text) =>
    text.trimEnd().endsWith('\n\nHarbour Council Spokesperson: Thank you all.'),
  );

  await workbench.run('Problems: Focus on Problems View');
  await page.locator('.markers-panel .monaco-list-row', { hasText: 'qa/handoff-mismatch' }).first().waitFor();
  await until(
    'what was mended is not listed any more',
    async () => (await page.locator('.markers-panel .monaco-list-row', { hasText: 'typo/spaces' }).count()) === 0,
  );
  await workbench.picture('problems');
  await workbench.run('View: Hide Panel');

  await transcript.goTo(transcript.lineOf('You said that'));
  await workbench.run('Presscript: Open Preview to the Side');
  const preview = await workbench.view('Preview: briefing.presscript');
  await preview.locator('.turn', { hasText: 'Peter Placeholder (Daily Sample):' }).first().waitFor();
  await workbench.picture('preview');
  await workbench.run('Presscript: Open Statistics to the Side');
  await page.locator('.tab', { hasText: 'Statistics: briefing.presscript' }).waitFor();
  await until('the charts are there', async () => {
    for (const frame of page.frames()) if ((await frame.locator('#people rect').count()) > 0) return true;
    return false;
  });
  await workbench.picture('statistics');
}
