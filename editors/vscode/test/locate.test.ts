import assert from 'node:assert/strict';
import { test } from 'node:test';
import { locate, type Places } from '../src/locate.ts';

function find(programs: string[], places: Partial<Places> = {}) {
  return locate({
    setting: '',
    extension: '/ext',
    searchPath: '/usr/local/bin:/usr/bin',
    windows: false,
    isProgram: (file) => programs.includes(file),
    ...places,
  });
}

test('the setting goes before the bundled server, and that before the PATH', () => {
  const all = ['/opt/presscript', '/ext/server/presscript', '/usr/bin/presscript'];
  const opt = { kind: 'found', program: '/opt/presscript', from: 'setting' };
  assert.deepEqual(find(all, { setting: '/opt/presscript' }), opt);
  assert.deepEqual(find(all), { kind: 'found', program: '/ext/server/presscript', from: 'bundled' });
  assert.deepEqual(find(all.slice(2)), { kind: 'found', program: '/usr/bin/presscript', from: 'PATH' });
  assert.deepEqual(find([]), { kind: 'nowhere' });
});

test('a broken setting is not replaced by another server', () => {
  const found = find(['/usr/bin/presscript'], { setting: '/opt/presscript' });
  assert.deepEqual(found, { kind: 'broken setting', path: '/opt/presscript', problem: 'no program is there' });
  assert.equal(find(['presscript'], { setting: 'presscript' }).kind, 'broken setting');
});

test('relative folders of the PATH are passed over', () => {
  const programs = ['presscript', 'bin/presscript', './presscript'];
  assert.deepEqual(find(programs, { searchPath: '.:bin::' }), { kind: 'nowhere' });
});

test('Windows has its own names', () => {
  const windows = { windows: true, extension: 'C:\\ext', searchPath: 'bin;C:\\tools' };
  const found = find(['C:\\tools\\presscript.exe'], windows);
  assert.deepEqual(found, { kind: 'found', program: 'C:\\tools\\presscript.exe', from: 'PATH' });
});
