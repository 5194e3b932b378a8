// Bundles the extension for the editor's Node.js, and the scripts of its views for the browser.
import { rmSync } from 'node:fs';
import { build } from 'esbuild';

rmSync('dist', { recursive: true, force: true });
const minify = process.argv.includes('--production');
const common = { bundle: true, minify, sourcemap: !minify, target: 'es2022', logLevel: 'warning' };
await Promise.all([
  build({
    ...common,
    entryPoints: ['src/extension.ts'],
    outfile: 'dist/extension.cjs',
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
  }),
  build({
    ...common,
    entryPoints: ['webview/preview.ts', 'webview/statistics.ts'],
    outdir: 'dist/webview',
    platform: 'browser',
    format: 'iife',
  }),
]);
