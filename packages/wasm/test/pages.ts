import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const dist = (name: string) => fileURLToPath(new URL(`../dist/${name}.js`, import.meta.url));

/** The built package and its worker, each with all it needs, by file name. */
export async function bundled(): Promise<ReadonlyMap<string, string>> {
  const bundle = await rolldown({ input: { index: dist('index'), worker: dist('worker') }, platform: 'browser' });
  const { output } = await bundle.generate({ format: 'esm', entryFileNames: '[name].js', chunkFileNames: '[name].js' });
  return new Map(output.flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file.code] as const] : [])));
}

/** Runs losses on the page, and leaves what came out, or the error, in its title. */
const script = `
  import { createKernel, createKernelPool, links, losses } from './index.js';
  const loss = losses.matching(links.sinh({ rate: 0.5 }));
  const count = 20000;
  const wave = (shift) => Float32Array.from({ length: count }, (_, k) => Math.sin(k + shift));
  const inputs = { predicted: wave(0), target: wave(0.3) };
  try {
    const { loss: [alone] } = createKernel(loss).run(inputs);
    const pool = createKernelPool(loss, { threads: 2 });
    const { loss: [shared] } = await pool.run(inputs);
    document.title = JSON.stringify({ alone, shared, isolated: crossOriginIsolated });
  } catch (error) {
    document.title = JSON.stringify({ error: error.message });
  }
`;

/** A server of one page under a content-security policy, isolated from other origins, on a free port. */
export async function serve(
  files: ReadonlyMap<string, string>,
  policy: string,
): Promise<{ url: string; server: Server }> {
  const all = new Map([
    ...files,
    ['page.js', script],
    ['', '<!doctype html><script type="module" src="page.js"></script>'],
  ]);
  const server = createServer((request, response) => {
    const name = (request.url ?? '/').slice(1);
    const text = all.get(name);
    response.writeHead(text === undefined ? 404 : 200, {
      'Content-Type': name === '' ? 'text/html' : 'text/javascript',
      'Content-Security-Policy': policy,
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Embedder-Policy': 'require-corp',
    });
    response.end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}
