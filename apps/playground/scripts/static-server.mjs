import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../dist', import.meta.url));

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

/** The policy of the page that was built. */
export async function policyOfPage() {
  const page = await readFile(join(folder, 'index.html'), 'utf8');
  const [, policy] = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(page) ?? [];
  if (policy === undefined) throw new Error('dist/index.html has no content-security policy: run "pnpm build"');
  return policy.replaceAll('&#39;', "'");
}

/**
 * A server of nothing but the built files, below /playground/ as on the site. It also sends the page's policy as a header with every file, since
 * workers have the policy of their own file, not that of the page.
 * @param {number} [port] 0, the default, takes a free one
 */
export async function serveBuiltPage(port = 0) {
  const policy = await policyOfPage();
  /** @type {string[]} */
  const requests = [];
  const server = createServer(async ({ url = '/' }, response) => {
    requests.push(url);
    const path = normalize(new URL(url, 'http://localhost').pathname.replace(/^\/playground\/?/, '/'));
    const file = join(folder, path.endsWith('/') ? `${path}index.html` : path);
    try {
      const content = await readFile(file);
      const type = types[/** @type {keyof typeof types} */ (extname(file))] ?? 'application/octet-stream';
      response.writeHead(200, { 'Content-Type': type, 'Content-Security-Policy': policy }).end(content);
    } catch {
      response.writeHead(404).end('not found');
    }
  });
  await new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve(undefined)));
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `http://localhost:${address.port}/playground/`,
    requests,
    close: () => new Promise((resolve) => server.close(() => resolve(undefined))),
  };
}
