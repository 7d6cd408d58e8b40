import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { defineConfig, type UserConfig } from 'tsdown';

/**
 * `export * as links from './links/index.js'` in src/index.ts stays what it is in dist: rolldown would otherwise turn
 * it into an object with a getter per export, which no bundler can tree-shake.
 */
const index = readFileSync('src/index.ts', 'utf8');
const namespaces = [...index.matchAll(/^export \* as \w+ from '\.\/(.+)\.js';$/gm)].map((match) => match[1]);

/** Entry points are what package.json exports; a worker, which is loaded by its URL, is none of them. */
const { exports: exported = {} } = JSON.parse(readFileSync('package.json', 'utf8')) as { exports?: object };
const points = Object.keys(exported).filter((name) => name !== '.' && !name.endsWith('.json'));
const entries = ['index', ...namespaces, ...points.map((name) => name.slice(2)), 'worker'];
const files = [...new Set(entries)].map((name) => `src/${name}.ts`).filter((file) => existsSync(file));

const typescript = dirname(createRequire(import.meta.url).resolve('typescript/package.json'));
const { default: pathOfCompiler } = await import(pathToFileURL(`${typescript}/lib/getExePath.js`).href);
const compiler: string = pathOfCompiler();

const config: UserConfig = defineConfig({
  entry: files,
  tsconfig: 'tsconfig.build.json',
  platform: 'neutral',
  unbundle: true,
  // The native compiler: tsdown's default is the one in JavaScript, which TypeScript 7 no longer brings.
  dts: { sourcemap: true, tsgo: { path: compiler } },
  sourcemap: true,
  logLevel: 'warn',
  failOnWarn: true,
  plugins: [
    {
      name: 'keep-namespaces',
      resolveId(source, importer) {
        const besideIndex = /[\\/]src[\\/][\w-]+\.(d\.)?ts$/.test(importer ?? '');
        const kept = besideIndex && namespaces.some((name) => source === `./${name}.js`);
        return kept ? { id: source, external: 'relative' } : null;
      },
    },
  ],
});

export default config;
