import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

/** Modules import one another in circles; which is read first must not matter. */
test.each(['index', 'backend', 'print', 'metrics', 'lists', 'links/index', 'losses/index', 'expressions/index'])(
  'the built entry %s loads by itself',
  (name) => {
    const file = fileURLToPath(new URL(`../dist/${name}.js`, import.meta.url));
    const { status, stderr } = spawnSync(
      process.execPath,
      ['--input-type=module', '-e', `await import(${JSON.stringify(`file://${file}`)})`],
      {
        encoding: 'utf8',
      },
    );
    expect(stderr).toBe('');
    expect(status).toBe(0);
  },
);
