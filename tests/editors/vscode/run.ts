/**
 * Runs the scripts, each a test of one thing, in real workbenches: `run.ts FOLDER SERVER [NAME...]`. `FOLDER` gets a screenshot of every
 * test at its end, and `results.json`: by test, how long it took in milliseconds, or what went wrong.
 *
 * Scripts share a workbench: starting one takes longer than most of them.
 */

import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { packaged } from './package.ts';
import { Workbench } from './workbench.ts';

interface Script {
  default(workbench: Workbench, server: string): Promise<void>;
  /** Which workbench it wants: the usual one, or one without a server in a folder that is not trusted. */
  workbench?: 'bare';
}

const [out, binary, ...only] = process.argv.slice(2);
if (out === undefined || binary === undefined) throw new Error('usage: run.ts FOLDER SERVER [NAME...]');
const [folder, server] = [path.resolve(out), path.resolve(binary)];

const names = readdirSync(path.join(import.meta.dirname, 'scripts')).map((file) => path.basename(file, '.ts'));
const wanted = names.filter((name) => only.length === 0 || only.includes(name)).sort();
const scripts = new Map<string, Script>();
for (const name of wanted) scripts.set(name, await import(`./scripts/${name}.ts`));

rmSync(folder, { recursive: true, force: true });
for (const kind of ['screenshots', 'pictures']) mkdirSync(path.join(folder, kind), { recursive: true });
const results: Record<string, number | string> = {};
let workbench: Workbench | undefined;

// Whoever ends this ends what it has started.
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => workbench?.stop().finally(() => process.exit(1)) ?? process.exit(1));
}

for (const kind of ['usual', 'bare'] as const) {
  const own = [...scripts].filter(([, script]) => (script.workbench ?? 'usual') === kind);
  if (own.length === 0) continue;
  try {
    workbench = await Workbench.start({
      home: path.join(folder, kind),
      vsix: packaged(kind === 'usual' ? server : undefined),
      trust: kind === 'bare',
    });
    for (const [name, script] of own) await run(workbench, name, script, server);
  } catch (error) {
    for (const [name] of own) results[name] ??= `the workbench does not start: ${said(error)}`;
  } finally {
    await workbench?.stop();
    workbench = undefined;
  }
}
writeFileSync(path.join(folder, 'results.json'), JSON.stringify(results, null, 2));
process.exitCode = Object.values(results).every((result) => typeof result === 'number') ? 0 : 1;

async function run(workbench: Workbench, name: string, script: Script, server: string): Promise<void> {
  const start = Date.now();
  try {
    await script.default(workbench, server);
    const messages = await workbench.notifications();
    if (messages.length > 0) throw new Error(`messages that nobody expected: ${messages.join('; ')}`);
    results[name] = Date.now() - start;
    console.log(`ok ${name} ${results[name]} ms`);
  } catch (error) {
    results[name] = said(error);
    console.log(`not ok ${name} ${results[name]}`);
  }
  // Where the test has failed, this shows why.
  await workbench.screenshot(path.join(folder, 'screenshots', `${name}.png`)).catch(() => {});
  await workbench.reset().catch((error) => console.log(`after ${name}: ${said(error)}`));
}

function said(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
