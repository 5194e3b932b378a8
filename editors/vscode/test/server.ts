/** The server, asked by tests that compare with what it says. */

import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import * as path from 'node:path';

export const ROOT = path.resolve(import.meta.dirname, '../../..');

const BINARY = process.env.PRESSCRIPT_BINARY ?? path.join(ROOT, 'target/debug/presscript');

/** A part of a line, with its type. */
export interface Token {
  line: number;
  start: number;
  length: number;
  type: string;
}

/** The semantic tokens of a text. */
export async function semanticTokens(text: string): Promise<Token[]> {
  const server = spawn(BINARY, ['lsp'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const send = (message: object) => {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message });
    server.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  };
  const uri = 'file:///press/text.presscript';
  const tokens = { tokenTypes: [], tokenModifiers: [], formats: ['relative'], requests: { full: true } };
  send({
    id: 1,
    method: 'initialize',
    params: { processId: null, rootUri: null, capabilities: { textDocument: { semanticTokens: tokens } } },
  });
  send({ method: 'initialized', params: {} });
  send({
    method: 'textDocument/didOpen',
    params: { textDocument: { uri, languageId: 'presscript', version: 1, text } },
  });
  send({ id: 2, method: 'textDocument/semanticTokens/full', params: { textDocument: { uri } } });
  let output = Buffer.alloc(0);
  let ending = false;
  server.stdout.on('data', (chunk) => {
    output = Buffer.concat([output, chunk]);
    const answered = messages(output);
    if (answered.has(3)) send({ method: 'exit' });
    else if (answered.has(2) && !ending) {
      ending = true;
      send({ id: 3, method: 'shutdown' });
    }
  });
  await once(server, 'close', { signal: AbortSignal.timeout(30_000) });
  const answers = messages(output);
  const legend = answers.get(1).capabilities.semanticTokensProvider.legend.tokenTypes;
  return decoded(answers.get(2).data, legend);
}

/** What the command line finds in a file. */
export function check(file: string): string {
  return spawnSync(BINARY, ['check', path.basename(file)], { cwd: path.dirname(file), encoding: 'utf8' }).stdout;
}

// biome-ignore lint/suspicious/noExplicitAny: answers have the form of their methods
function messages(output: Buffer): Map<number, any> {
  const found = new Map();
  let rest = output;
  for (;;) {
    const header = /Content-Length: (\d+)\r\n\r\n/.exec(rest.toString('latin1'));
    if (header === null) return found;
    const start = header.index + header[0].length;
    const end = start + Number(header[1]);
    if (rest.length < end) return found;
    const message = JSON.parse(rest.subarray(start, end).toString('utf8'));
    if (message.id !== undefined && message.method === undefined) found.set(message.id, message.result);
    rest = rest.subarray(end);
  }
}

function decoded(data: number[], types: string[]): Token[] {
  const tokens: Token[] = [];
  let [line, start] = [0, 0];
  for (let at = 0; at < data.length; at += 5) {
    const [lines = 0, columns = 0, length = 0, type = 0] = data.slice(at, at + 4);
    line += lines;
    start = lines === 0 ? start + columns : columns;
    tokens.push({ line, start, length, type: types[type] ?? '' });
  }
  return tokens;
}
