/** The extension's package, as `package.sh` makes it. */

import { execFileSync } from 'node:child_process';
import * as path from 'node:path';
import { ROOT } from './workbench.ts';

/** The path of a fresh package: with this server inside, or without any. */
export function packaged(server: string | undefined): string {
  const script = path.join(ROOT, 'editors/vscode/package.sh');
  const env = server === undefined ? process.env : { ...process.env, PRESSCRIPT_BINARY: server };
  const said = execFileSync('bash', server === undefined ? [script, 'universal'] : [script], { env, encoding: 'utf8' });
  return said.trim().split('\n').at(-1) ?? '';
}
