import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { large } from '../../vitest.whole.ts';

const cwd = fileURLToPath(new URL('..', import.meta.url));
const bench = (...args: string[]) =>
  spawnSync('npx', ['tsx', 'src/main.ts', ...args], { cwd, encoding: 'utf8', shell: process.platform === 'win32' });

test('an unknown commit and an unknown package end with code 1 and what to write instead', () => {
  const [commit, name] = [bench('--compare', 'no-such-branch'), bench('cores')];
  expect([commit.status, commit.stderr]).toEqual([1, expect.stringMatching(/^'no-such-branch' is no commit/m)]);
  expect([name.status, name.stderr]).toEqual([1, expect.stringMatching(/^'cores' is no package .* core/m)]);
});

// Checks out, installs and builds the commit that this is, and measures the cheapest benchmarks: minutes, which every pull request's job `bench` takes too.
test.runIf(large)('what is here is compared with its own commit', { timeout: 900_000 }, () => {
  const { status, stdout, stderr } = bench('core', '--compare', 'HEAD', '--seconds', '0', '--launches', '2');
  expect(status, stderr).toBe(0);
  const rows = stdout.split('\n').filter((line) => line.startsWith('| evaluate '));
  expect(rows.length).toBeGreaterThanOrEqual(7);
  for (const row of rows) expect(row).toMatch(/ \d\.\d{3} \| +\d+\.\d{3} to \d+\.\d{3} \|/);
  expect(spawnSync('git', ['worktree', 'list'], { cwd, encoding: 'utf8' }).stdout).not.toContain('lossmith-compare');
});
