/** The TextMate grammar colours what the server colours: nothing jumps when its tokens come. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as path from 'node:path';
import { test } from 'node:test';
import oniguruma from 'vscode-oniguruma';
import textmate from 'vscode-textmate';
import { ROOT, semanticTokens } from './server.ts';

/** The scopes that stand for a type of the server's tokens. Which words of a label are title and name, only the server knows. */
const SCOPES: Record<string, RegExp> = {
  type: /^entity\.name\.(function\.speaker|namespace\.outlet)/,
  modifier: /^entity\.name\.function\.speaker/,
  function: /^entity\.name\.function\.speaker/,
  variable: /^entity\.name\.function\.speaker/,
  property: /^(entity\.name\.function\.speaker|variable\.other\.property)/,
  namespace: /^entity\.name\.namespace\.outlet/,
  decorator: /^storage\.modifier\.manner/,
  macro: /^comment\.block\.annotation/,
  string: /^(markup\.(inserted|deleted)|string\.|comment\.block\.annotation|markup\.underline\.link)/,
  number: /^constant\.numeric\.time/,
  parameter: /^entity\.name\.reference\.note/,
  class: /^markup\.heading/,
  comment: /^comment\.line/,
  keyword: /^keyword\.control\.directive/,
  enumMember: /^variable\.other\.enummember/,
};
const YAML = JSON.stringify({ scopeName: 'source.yaml', patterns: [{ match: '\\w+', name: 'string.unquoted.yaml' }] });
const KNOWN = Object.values(SCOPES);

async function grammar(): Promise<textmate.IGrammar> {
  const wasm = createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm');
  const file = readFileSync(wasm);
  await oniguruma.loadWASM(file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength));
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async (scope) => {
      // The editor has one for YAML; what it does is its own matter.
      if (scope === 'source.yaml') return textmate.parseRawGrammar(YAML, 'yaml.json');
      const source = path.join(import.meta.dirname, '../syntaxes/presscript.tmLanguage.json');
      return textmate.parseRawGrammar(readFileSync(source, 'utf8'), source);
    },
  });
  const loaded = await registry.loadGrammar('text.presscript');
  assert.ok(loaded !== null);
  return loaded;
}

const loaded = grammar();

/** For every character of every line: the innermost scope that stands for a type, or nothing. */
async function coloured(text: string): Promise<(string | undefined)[][]> {
  let state = textmate.INITIAL;
  const tokens = await loaded;
  return text.split('\n').map((line) => {
    const found = tokens.tokenizeLine(line, state);
    state = found.ruleStack;
    const scopes: (string | undefined)[] = Array(line.length).fill(undefined);
    for (const { startIndex, endIndex, scopes: all } of found.tokens) {
      const scope = all.findLast((scope) => KNOWN.some((known) => known.test(scope)));
      scopes.fill(scope, startIndex, Math.min(endIndex, line.length));
    }
    return scopes;
  });
}

/** Compares both ways, character by character, blanks aside. */
async function agrees(text: string): Promise<void> {
  const lines = text.split('\n');
  const scopes = await coloured(text);
  const types = lines.map((line): (string | undefined)[] => Array(line.length).fill(undefined));
  for (const { line, start, length, type } of await semanticTokens(text))
    types[line]?.fill(type, start, start + length);
  const differences: string[] = [];
  lines.forEach((line, number) => {
    [...line].forEach((_, at) => {
      const [type, scope] = [types[number]?.[at], scopes[number]?.[at]];
      const same = type === undefined ? scope === undefined : scope !== undefined && SCOPES[type]?.test(scope);
      if (!same && /\S/.test(line[at] ?? ''))
        differences.push(`${number + 1}:${at + 1} ${line[at]}: ${type}, ${scope}`);
    });
  });
  assert.deepEqual(differences, []);
}

test('the example is coloured as the server does it', async () => {
  await agrees(readFileSync(path.join(ROOT, 'tests/fixtures/briefing.presscript'), 'utf8'));
});

test('each construct is coloured as the server does it', async () => {
  await agrees(
    [
      '# Opening [00:01] remarks',
      '#Prices',
      '%% Check this name.',
      '  %% presscript-ignore label/unconfirmed, note/variant: as printed',
      'MR. SAMPLE: One. [inaudible] (Laughter.) (as I said) We [have] it.',
      '',
      '[00:12:31] Anna Example (Daily Sample): {follow-up lang=es} ¿Cuándo?',
      '',
      'Minister Max Mustername (through interpreter): {-20-}{+11+} rooms, see https://example.org/a.',
      '',
      'Abdel Fattah el-Example: It was May.[^1] \\[not a note\\]',
      '',
      '@al-Sample: Good day.',
      '',
      'Q    Thank you: is it so?',
      '',
      'Q. And now?',
      '',
      'The answer is: no.',
      'Thank you, everybody. Next: the harbour.',
      'At 12:30 we begin.',
      '\\In Texas: we met.',
      '“Anna”: a name.',
      '[Follow-up question inaudible]',
      '',
      '[^1]: It was June [sic].',
      '',
    ].join('\n'),
  );
});

test('front matter is YAML, and only at the start', async () => {
  const tokens = await loaded;
  let state = textmate.INITIAL;
  const scopes = ['---', 'title: x', '---', 'Anna Example: So.', '---', 'title: x'].map((line) => {
    const found = tokens.tokenizeLine(line, state);
    state = found.ruleStack;
    return found.tokens.flatMap((token) => token.scopes);
  });
  const yaml = scopes.map((all) => all.includes('meta.embedded.block.yaml'));
  assert.deepEqual(yaml, [false, true, false, false, false, false]);
});

test('a long line costs no more than its share', async () => {
  const start = performance.now();
  for (const word of ['A ', 'Anna of ', '[', '(Anna, ', 'Max Mustername (', '{-']) await coloured(word.repeat(20_000));
  assert.ok(performance.now() - start < 20_000);
});
