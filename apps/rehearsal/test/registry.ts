import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';

/** A registry on this machine that knows no package but those that are published to it. */
export interface Registry {
  /** What stands in a user's .npmrc: our packages come from here, all others from where this machine has them from. */
  readonly npmrc: string;
  readonly url: string;
  stop(): Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

async function answers(url: string, child: ChildProcess): Promise<void> {
  for (let k = 0; k < 600; k += 1) {
    if (child.exitCode !== null) throw new Error(`verdaccio ended with ${child.exitCode}`);
    const ready = await fetch(`${url}/-/ping`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (ready) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`verdaccio does not answer at ${url}`);
}

/** Starts verdaccio with its storage in this folder. Everybody may publish, and it asks no other registry. */
export async function startRegistry(folder: string): Promise<Registry> {
  const address = `127.0.0.1:${await freePort()}`;
  const everybody = { access: '$all', publish: '$all' };
  const config = {
    storage: join(folder, 'storage'),
    packages: { '@lossmith/*': everybody, 'lossmith-*': everybody },
    log: { level: 'error' },
  };
  writeFileSync(join(folder, 'verdaccio.json'), JSON.stringify(config));
  const program = join(dirname(createRequire(import.meta.url).resolve('verdaccio/package.json')), 'bin/verdaccio');
  const args = [program, '--config', 'verdaccio.json', '--listen', address];
  const child = spawn(process.execPath, args, { cwd: folder, stdio: 'ignore' });
  const url = `http://${address}`;
  await answers(url, child);
  // No package needs a script of its own when it is installed; ONNX Runtime's fetches what CUDA needs.
  const npmrc = `@lossmith:registry=${url}/\n//${address}/:_authToken=anybody\nignore-scripts=true\n`;
  const stop = async () => {
    const end = once(child, 'exit');
    child.kill();
    await end;
  };
  return { npmrc, url, stop };
}
