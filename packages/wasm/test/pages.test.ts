import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build as esbuild } from 'esbuild';
import { type Browser, chromium } from 'playwright';
import { build as viteBuild, createServer as viteServer } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumHere } from '../../../vitest.browser.ts';
import { whole } from '../../../vitest.whole.ts';
import { createKernel, links, losses } from '../src/index.js';
import { type Project, project } from './installed.ts';
import { html, isolation, script, serve, visit } from './pages.ts';

/** Browsers and bundlers are for whole runs. */
const launch = whole ? chromiumHere() : undefined;

/** For pages that may not make workers from text: a file of the user's, which bundlers follow. */
const ownWorker = `worker: () => new Worker(new URL('./losses-worker.js', import.meta.url), { type: 'module' })`;

const withoutPool = `
  import { createKernel } from '@lossmith/wasm';
  import { sinh } from '@lossmith/wasm/links';
  import { matching } from '@lossmith/wasm/losses';
  globalThis.results = createKernel(matching(sinh())).run({ predicted: [1], target: [2] });
`;

const importMap = `<script type="importmap">${JSON.stringify({
  imports: Object.fromEntries(
    ['core/dist/index', 'core/dist/backend', 'wasm/dist/index'].map((path) => [
      `@lossmith/${path.replace('/dist/index', '').replace('/dist', '')}`,
      `/node_modules/@lossmith/${path}.js`,
    ]),
  ),
})}</script>`;

function mean(): number {
  const wave = (shift: number) => Float32Array.from({ length: 20_000 }, (_, k) => Math.sin(k + shift));
  const kernel = createKernel(losses.matching(links.sinh({ rate: 0.5 })));
  return kernel.run({ predicted: wave(0), target: wave(0.3) }).loss?.[0] as number;
}

const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'));
const textIn = (folder: string) =>
  filesIn(folder)
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');

describe.skipIf(launch === undefined)('createKernelPool', () => {
  let browser: Browser;
  let site: Project;
  beforeAll(async () => {
    browser = await chromium.launch(launch);
    site = project({
      'index.html': html('/page.js'),
      'own/index.html': html('./page.js'),
      'own/page.js': script(`threads: 2, ${ownWorker}`),
      'own/losses-worker.js': `import '@lossmith/wasm/worker';`,
      'mapped.html': html('/page.js', importMap),
      'page.js': script(),
      'esbuild/index.html': html('./page.js'),
      'esbuild/own/index.html': html('./page.js'),
      'alone/index.html': html('./page.js'),
      'alone/page.js': withoutPool,
    });
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    site?.remove();
  });

  const quiet = { configFile: false, logLevel: 'silent' } as const;
  const viteInto = (root: string, outDir: string) =>
    viteBuild({ ...quiet, root: join(site.folder, root), base: './', build: { outDir: join(site.folder, outDir) } });
  const esbuildInto = (entryPoints: readonly string[], outdir: string) =>
    esbuild({
      entryPoints: entryPoints.map((name) => join(site.folder, name)),
      outdir: join(site.folder, outdir),
      bundle: true,
      minify: true,
      format: 'esm',
    });

  /** The page of a folder, by a server of files. */
  async function visitFiles(folder: string, path = '', policy?: string) {
    const { url, close } = await serve(join(site.folder, folder), policy);
    try {
      return await visit(browser, url + path);
    } finally {
      close();
    }
  }

  const right = () => {
    const value = expect.closeTo(mean(), 9);
    return { alone: value, shared: value, isolated: true, warnings: [] };
  };

  test("works in Vite's dev server", async () => {
    const server = await viteServer({
      ...quiet,
      root: site.folder,
      server: { host: '127.0.0.1', port: 0, headers: isolation },
    });
    try {
      await server.listen();
      expect(await visit(browser, server.resolvedUrls?.local[0] as string)).toMatchObject(right());
    } finally {
      await server.close();
    }
  });

  test('works in a build of Vite', async () => {
    await viteInto('.', 'vite');
    expect(await visitFiles('vite')).toMatchObject(right());
  });

  test('works in a bundle of esbuild', async () => {
    await esbuildInto(['page.js', 'own/page.js', 'own/losses-worker.js'], 'esbuild');
    expect(await visitFiles('esbuild')).toMatchObject(right());
  });

  test('works from an import map', async () => {
    expect(await visitFiles('', 'mapped.html')).toMatchObject(right());
  });

  describe('under a policy that forbids workers from text', () => {
    const policy = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'";

    test('says what to configure', async () => {
      const { error } = await visitFiles('vite', '', policy);
      expect(error).toMatch(/^a thread of the kernel pool failed: .*allow 'worker-src blob:' where a content-security/);
      expect(error).toContain('give the option worker');
    });

    test("works where it allows 'worker-src blob:'", async () => {
      expect(await visitFiles('vite', '', `${policy}; worker-src blob:`)).toMatchObject(right());
    });

    test('works with a worker of the page, built by Vite', async () => {
      await viteInto('own', 'vite-own');
      expect(await visitFiles('vite-own', '', policy)).toMatchObject(right());
    });

    test('works with a worker of the page, bundled by esbuild as one more entry', async () => {
      expect(await visitFiles('esbuild/own', '', policy)).toMatchObject(right());
    });
  });

  test("does without WebAssembly where no 'wasm-unsafe-eval' allows it, and says so once", async () => {
    const { alone, shared, warnings } = await visitFiles('vite', '', "default-src 'self'");
    expect(alone).toBeCloseTo(mean(), 7);
    expect(shared).toBe(alone);
    expect(warnings).toEqual([expect.stringContaining('losses run in the reference evaluator')]);
  });

  test('is not in pages without a pool, nor is a worker', async () => {
    await viteInto('alone', 'vite-alone');
    await esbuildInto(['alone/page.js'], 'esbuild-alone');
    for (const folder of ['vite-alone', 'esbuild-alone']) {
      expect(filesIn(join(site.folder, folder))).toHaveLength(1);
      expect(textIn(join(site.folder, folder))).not.toMatch(/Worker|onmessage/);
    }
    expect(textIn(join(site.folder, 'vite'))).toMatch(/onmessage/);
  });
});
