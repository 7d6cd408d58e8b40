import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { parseHTML } from 'linkedom';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumHere } from '../../vitest.browser.ts';
import { whole } from '../../vitest.whole.ts';
import { docs } from './blocks.ts';
import { served } from './served.ts';

const site = `${docs}.results/site`;
const launch = chromiumHere();

const htmlFiles = () =>
  (readdirSync(site, { recursive: true }) as string[]).filter(
    (file) => /\.html$/.test(file) && !file.startsWith('playground/'),
  );

/** The places of a page that may be linked to, and what it links to. */
function partsOf(file: string) {
  const { document } = parseHTML(readFileSync(`${site}/${file}`, 'utf8'));
  const valuesOf = (selector: string, name: string) =>
    [...document.querySelectorAll(selector)].map((each) => each.getAttribute(name)!);
  return {
    ids: new Set(valuesOf('[id]', 'id')),
    links: valuesOf('a[href]', 'href'),
    loaded: [...valuesOf('link[href]', 'href'), ...valuesOf('[src]', 'src')],
  };
}

const isElsewhere = (href: string) => /^(https?:|mailto:)/.test(href);

describe.runIf(whole)('the site', { timeout: 240_000 }, () => {
  let pages: ReadonlyMap<string, ReturnType<typeof partsOf>>;

  beforeAll(() => {
    const run = (...command: string[]) => execFileSync(process.execPath, command, { cwd: docs, stdio: 'pipe' });
    run('node_modules/typedoc/bin/typedoc');
    run('node_modules/vitepress/bin/vitepress.js', 'build', '--outDir', site);
    pages = new Map(htmlFiles().map((file) => [file, partsOf(file)]));
  });

  /** What is wrong with a link of a page; undefined where it leads somewhere. */
  function fault(from: string, href: string): string | undefined {
    const [path = '', anchor] = decodeURI(href).split('#');
    const target =
      path === '' ? from : posix.join(path.startsWith('/') ? '' : posix.dirname(from), path).replace(/^\//, '');
    const file = target === '' || target.endsWith('/') ? `${target}index.html` : target;
    if (!existsSync(`${site}/${file}`)) return `${from}: no page ${href}`;
    if (anchor && pages.has(file) && !pages.get(file)!.ids.has(anchor)) return `${from}: no place ${href}`;
    return undefined;
  }

  test('every internal link leads to a page, and to a place on it', () => {
    const faults = [...pages].flatMap(([from, { links, loaded }]) =>
      [...links, ...loaded].filter((href) => !isElsewhere(href)).flatMap((href) => fault(from, href) ?? []),
    );
    expect(pages.size).toBeGreaterThan(30);
    expect(faults).toEqual([]);
  });

  test('no page loads anything from elsewhere', () => {
    expect([...pages].flatMap(([, { loaded }]) => loaded.filter(isElsewhere))).toEqual([]);
  });

  describe.runIf(launch)('in Chromium', () => {
    let browser: Browser;
    let server: Awaited<ReturnType<typeof served>>;
    const requests: string[] = [];
    const opened = async (width: number): Promise<Page> => {
      const page = await browser.newPage({ viewport: { width, height: 800 } });
      page.on('request', (request) => requests.push(request.url()));
      return page;
    };

    beforeAll(async () => {
      server = await served(site);
      browser = await chromium.launch(launch);
    });
    afterAll(async () => {
      await browser?.close();
      server?.close();
    });

    test('the first page takes under 200 kB', async () => {
      const page = await opened(1280);
      await page.goto(server.origin, { waitUntil: 'networkidle' });
      expect(server.sent()).toBeGreaterThan(10_000);
      expect(server.sent()).toBeLessThan(200_000);
    });

    test('no page is wider than a phone, and none asks for anything elsewhere', async () => {
      const page = await opened(375);
      const wide: string[] = [];
      for (const path of pages.keys()) {
        await page.goto(`${server.origin}/${path}`);
        const width = await page.evaluate('document.documentElement.scrollWidth');
        if (Number(width) > 375) wide.push(`${path}: ${width}`);
      }
      expect(wide).toEqual([]);
      expect(requests.filter((url) => !url.startsWith(server.origin) && !url.startsWith('data:'))).toEqual([]);
    });
  });
});
