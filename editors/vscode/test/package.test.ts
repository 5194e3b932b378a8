/** What package.json promises is there, and the problem matcher reads what the command line prints. */

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { test } from 'node:test';
import { check, ROOT } from './server.ts';

const folder = path.join(import.meta.dirname, '..');
const read = (...names: string[]) => readFileSync(path.join(folder, ...names), 'utf8');
const manifest = JSON.parse(read('package.json'));
const { contributes } = manifest;
const sources = readdirSync(path.join(folder, 'src')).map((file) => read('src', file));

test('every command has code, and all code has a command', () => {
  const declared: string[] = contributes.commands.map(({ command }: { command: string }) => command);
  for (const command of declared)
    assert.ok(
      sources.some((source) => source.includes(`'${command}'`)),
      command,
    );
  const used = [...contributes.keybindings, ...Object.values(contributes.menus).flat()] as { command?: string }[];
  for (const { command } of used) assert.ok(command === undefined || declared.includes(command), command);
});

test('every command that belongs to a transcript is hidden elsewhere', () => {
  const hidden = contributes.menus.commandPalette.map(({ command }: { command: string }) => command);
  const free = ['presscript.restartServer', 'presscript.showLog', 'presscript.openSample'];
  for (const { command } of contributes.commands)
    assert.notEqual(hidden.includes(command), free.includes(command), command);
});

test('every file that is named is there', () => {
  const files: string[] = [
    manifest.icon,
    ...contributes.languages.flatMap((language: { configuration: string; icon: Record<string, string> }) => [
      language.configuration,
      ...Object.values(language.icon),
    ]),
    ...[...contributes.grammars, ...contributes.snippets].map(({ path }: { path: string }) => path),
    ...contributes.walkthroughs.flatMap((walkthrough: { steps: { media: { image: string } }[] }) =>
      walkthrough.steps.map(({ media }) => media.image),
    ),
  ];
  for (const file of files) assert.ok(existsSync(path.join(folder, file)), file);
});

test('no setting of a folder can name a program', () => {
  for (const { properties } of contributes.configuration) {
    for (const [name, setting] of Object.entries<{ scope: string }>(properties)) {
      if (/path|command|args|env/i.test(name)) assert.equal(setting.scope, 'machine', name);
    }
  }
  const { untrustedWorkspaces } = manifest.capabilities;
  assert.equal(untrustedWorkspaces.supported, 'limited');
  assert.ok(untrustedWorkspaces.restrictedConfigurations.includes('presscript.server.path'));
});

test('the problem matcher reads the findings of the command line', () => {
  const [first, second] = contributes.problemPatterns[0].patterns;
  const lines = check(path.join(ROOT, 'tests/fixtures/briefing.presscript')).split('\n');
  const found = lines.flatMap((line, at) => {
    const finding = new RegExp(first.regexp).exec(line);
    const place = new RegExp(second.regexp).exec(lines[at + 1] ?? '');
    return finding && place
      ? [[finding[first.severity], finding[first.code], place[second.file], place[second.line], place[second.column]]]
      : [];
  });
  assert.deepEqual(found[1], ['information', 'typo/spaces', 'briefing.presscript', '1', '99']);
  const total = /^(\d+) /m.exec(lines.at(-2) ?? '');
  assert.equal(
    found.length,
    lines.filter((line) => /^(error|warning|information|hint)\[/.test(line)).length,
    total?.[0],
  );
  assert.ok(found.length > 5);
});

test('the sample is the example transcript, and the licence is the project’s', () => {
  assert.equal(
    read('media', 'sample.presscript'),
    readFileSync(path.join(ROOT, 'tests/fixtures/briefing.presscript'), 'utf8'),
  );
  assert.equal(read('LICENSE'), readFileSync(path.join(ROOT, 'LICENSE'), 'utf8'));
});

test('snippets have names of their own', () => {
  const snippets = Object.values<{ prefix: string | string[] }>(JSON.parse(read('snippets', 'presscript.json')));
  const prefixes = snippets.flatMap(({ prefix }) => prefix);
  assert.equal(new Set(prefixes).size, prefixes.length);
});
