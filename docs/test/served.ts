import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { gzipSync } from 'node:zlib';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
};

/** A static file server of a folder, which gzips what it sends and counts it. */
export async function served(folder: string) {
  let sent = 0;
  const server = createServer(({ url = '/' }, response) => {
    const path = decodeURIComponent(url.split('?')[0]!).replace(/\/$/, '/index.html');
    if (!existsSync(folder + path)) return void response.writeHead(404).end();
    const body = gzipSync(readFileSync(folder + path));
    sent += body.length;
    response.writeHead(200, { 'content-encoding': 'gzip', 'content-type': types[extname(path)] ?? '' }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, sent: () => sent, close: () => server.close() };
}
