/** Where the server is: named in the settings, brought by the extension, or on the PATH. */

import * as path from 'node:path';

export interface Places {
  /** The setting `presscript.server.path`; empty when the user has set none. */
  setting: string;
  /** The extension's own folder. */
  extension: string;
  /** The environment variable PATH. */
  searchPath: string;
  windows: boolean;
  /** Whether a file is there that may be run. */
  isProgram(file: string): boolean;
}

export type Found =
  | { kind: 'found'; program: string; from: 'setting' | 'bundled' | 'PATH' }
  | { kind: 'broken setting'; path: string; problem: string }
  | { kind: 'nowhere' };

/** The program `presscript`. What the user has set is taken or refused, never replaced by another. */
export function locate(places: Places): Found {
  const { isAbsolute, join } = places.windows ? path.win32 : path.posix;
  if (places.setting !== '') {
    if (!isAbsolute(places.setting)) {
      return { kind: 'broken setting', path: places.setting, problem: 'it is no absolute path' };
    }
    return places.isProgram(places.setting)
      ? { kind: 'found', program: places.setting, from: 'setting' }
      : { kind: 'broken setting', path: places.setting, problem: 'no program is there' };
  }
  const name = places.windows ? 'presscript.exe' : 'presscript';
  const bundled = join(places.extension, 'server', name);
  if (places.isProgram(bundled)) return { kind: 'found', program: bundled, from: 'bundled' };

  // A relative folder would be one of the workspace, which may be anybody's.
  const folders = places.searchPath.split(places.windows ? ';' : ':').filter((folder) => isAbsolute(folder));
  const program = folders.map((folder) => join(folder, name)).find((file) => places.isProgram(file));
  return program === undefined ? { kind: 'nowhere' } : { kind: 'found', program, from: 'PATH' };
}
