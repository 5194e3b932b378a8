/** A snippet writes an exchange. */

import type { Workbench } from '../workbench.ts';

export default async function (workbench: Workbench): Promise<void> {
  const { page } = workbench;
  const transcript = await workbench.open('snippets.presscript', '\n');
  await workbench.run('Snippets: Insert Snippet', true);
  await page.locator('.quick-input-widget input').fill('Question and answer');
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Question and answer' }).first().click();
  await transcript.saved('the exchange is there', (text) => text.includes('Anna Example (Daily Sample): Why?'));
}
