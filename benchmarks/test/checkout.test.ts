import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { commitOf, withCheckout } from '../src/checkout.js';

const repository = mkdtempSync(join(tmpdir(), 'lossmith-checkout-'));
const git = (...args: string[]) => execFileSync('git', args, { cwd: repository, encoding: 'utf8' }).trim();
const commit = (text: string) => {
  writeFileSync(join(repository, 'file'), text);
  git('add', 'file');
  git('-c', 'user.name=test', '-c', 'user.email=test@localhost', 'commit', '--quiet', '-m', text);
};
git('init', '--quiet');
commit('first');
git('tag', 'one');
commit('second');

afterAll(() => rmSync(repository, { recursive: true }));

test('a commit is in a folder of its own, which is gone afterwards', async () => {
  const tree = await withCheckout(
    commitOf('one', repository),
    async (folder) => {
      expect(readFileSync(join(folder, 'file'), 'utf8')).toBe('first');
      return folder;
    },
    repository,
  );
  expect(existsSync(tree)).toBe(false);
  expect(git('worktree', 'list').split('\n')).toHaveLength(1);
});

test('it is gone after a failure too', async () => {
  let tree = '';
  const failing = withCheckout(
    commitOf('HEAD', repository),
    async (folder) => {
      tree = folder;
      throw new Error('no build');
    },
    repository,
  );
  await expect(failing).rejects.toThrow('no build');
  expect(existsSync(tree)).toBe(false);
  expect(git('worktree', 'list').split('\n')).toHaveLength(1);
});

test.each(['nowhere', '--all', 'HEAD^{tree}'])('%s is no commit', (ref) => {
  expect(() => commitOf(ref, repository)).toThrow(
    `'${ref}' is no commit of this repository: name a branch, a tag or a hash, or fetch it first`,
  );
});
