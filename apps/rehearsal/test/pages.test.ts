import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { createServer, preview } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumHere } from '../../../vitest.browser.ts';
import { whole } from '../../../vitest.whole.ts';
import { bundlers } from './bundlers.ts';
import { gpu } from './examples.ts';
import { firefoxHere, shownInFirefox } from './firefox.ts';
import { adapters, writePages } from './pages.ts';
import { install, readFile, wanted, writeFiles } from './project.ts';
import { rehearsal } from './rehearsal.ts';
import { node } from './shell.ts';

const launch = whole ? chromiumHere() : undefined;
/** Milliseconds, for a machine that is busy with other tests. */
const patience = 200_000;
const quiet = { configFile: false, logLevel: 'error' } as const;

describe.skipIf(launch === undefined)('pages with the example of each README', () => {
  let project: string;
  let browser: Browser;
  beforeAll(async () => {
    project = join(rehearsal.folder, 'pages');
    const words = adapters.filter((name) => name !== 'transformers').flatMap(wanted);
    install(project, [...new Set([...words, '@lossmith/transformers'])], { npmrc: rehearsal.npmrc });
    writePages(project);
    browser = await chromium.launch(launch);
  });
  afterAll(() => browser?.close());

  /** What a page has found, or complains about. */
  async function shownBy(url: string): Promise<unknown> {
    const page = await browser.newPage();
    page.setDefaultTimeout(patience);
    const complaints: string[] = [];
    page.on('pageerror', ({ message }) => complaints.push(message));
    await page.goto(url, { waitUntil: 'commit' });
    const done = page.waitForFunction('globalThis.found').catch(({ message }) => complaints.push(message));
    await Promise.race([done, page.waitForEvent('pageerror').catch(() => undefined)]);
    const found = await page.evaluate<string | undefined>('globalThis.found');
    await page.close();
    return found === undefined ? complaints : JSON.parse(found);
  }

  /** What the pages of all adapters show, one after another. */
  async function shownAt(url: string): Promise<object> {
    const shown: [string, unknown][] = [];
    for (const name of adapters) shown.push([name, await shownBy(`${url}${name}/`)]);
    return Object.fromEntries(shown);
  }

  /** The same in Node. */
  let expected: object;
  test('run in Node', () => {
    const shown = adapters.map((name) => {
      const file = `${name}/node.js`;
      if (name === 'webgpu') writeFiles(project, { [file]: `${gpu}${readFile(project, file)}` });
      return [name, JSON.parse(node(project, file).split('\n').at(-1)!)];
    });
    expected = Object.fromEntries(shown);
  });

  test("run in Vite's development server", async () => {
    const server = await createServer({ ...quiet, root: project, server: { host: '127.0.0.1', port: 0 } });
    try {
      await server.listen();
      expect(await shownAt(server.resolvedUrls!.local[0]!)).toEqual(expected);
    } finally {
      await server.close();
    }
  });

  /** Serves what a bundler has made. */
  const serve = (name: string) =>
    preview({
      ...quiet,
      root: project,
      build: { outDir: join(project, `built-by-${name}`) },
      preview: { host: '127.0.0.1', port: 0 },
    });

  test.each(Object.entries(bundlers))('run when bundled by %s', async (name, bundle) => {
    await bundle(project, adapters, join(project, `built-by-${name}`));
    const server = await serve(name);
    try {
      expect(await shownAt(server.resolvedUrls!.local[0]!)).toEqual(expected);
    } finally {
      await server.close();
    }
  });

  // Firefox has no WebGPU on Linux without a GPU.
  test.skipIf(firefoxHere === undefined)('run in Firefox, but for WebGPU', async () => {
    const server = await serve('Vite');
    try {
      const { webgpu, ...others } = expected as Readonly<Record<string, unknown>>;
      expect(webgpu).toBeDefined();
      expect(await shownInFirefox(server.resolvedUrls!.local[0]!, Object.keys(others))).toEqual(others);
    } finally {
      await server.close();
    }
  });
});
