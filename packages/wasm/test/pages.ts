import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import type { Browser } from 'playwright';

/** A page in the root of a project, and the script it loads. */
export const html = (script: string, head = ''): string =>
  `<!doctype html><link rel="icon" href="data:,">${head}<script type="module" src="${script}"></script>`;

/** Runs losses on the page, and leaves what came out, or the error, in its title. `options` are a pool's, in JavaScript. */
export const script = (options = 'threads: 2', head = ''): string => `
  import { createKernel, createKernelPool, links, losses } from '@lossmith/wasm';
  ${head}
  const loss = losses.matching(links.sinh({ rate: 0.5 }));
  const count = 20000;
  const wave = (shift) => Float32Array.from({ length: count }, (_, k) => Math.sin(k + shift));
  const inputs = { predicted: wave(0), target: wave(0.3) };
  try {
    const { loss: [alone] } = createKernel(loss).run(inputs);
    const pool = createKernelPool(loss, { ${options} });
    const { loss: [shared] } = await pool.run(inputs);
    document.title = JSON.stringify({ alone, shared, isolated: crossOriginIsolated });
  } catch (error) {
    document.title = JSON.stringify({ error: error.message });
  }
`;

/** Isolation from other origins, without which a page has no SharedArrayBuffer. */
export const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

const types: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript' };

/** A server of the files in a folder, isolated from other origins, on a free port; `policy` is a content-security policy. */
export async function serve(folder: string, policy?: string): Promise<{ url: string; close(): void }> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const file = join(folder, pathname === '/' ? 'index.html' : pathname);
    const found = existsSync(file);
    response.writeHead(found ? 200 : 404, {
      ...isolation,
      'Content-Type': types[extname(file)] ?? 'application/octet-stream',
      ...(policy === undefined ? {} : { 'Content-Security-Policy': policy }),
    });
    response.end(found ? readFileSync(file) : undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () => void server.close(),
  };
}

/** What a page leaves in its title, and what its console says of Lossmith. */
export async function visit(browser: Browser, url: string): Promise<Readonly<Record<string, unknown>>> {
  const page = await browser.newPage();
  const warnings: string[] = [];
  page.on('console', (message) => {
    if (message.text().includes('Lossmith')) warnings.push(message.text());
  });
  await page.goto(url);
  await page.waitForFunction(() => document.title.startsWith('{'), undefined, { timeout: 45_000 });
  const title = await page.title();
  await page.close();
  return { ...JSON.parse(title), warnings };
}
