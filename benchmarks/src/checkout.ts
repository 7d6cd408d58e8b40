import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { output, pnpm, run } from './commands.js';
import { root } from './places.js';

/** The commit that a branch, tag or hash names. */
export function commitOf(ref: string, repository = root): string {
  const found = output('git', ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`], repository);
  if (found === undefined)
    throw new Error(`'${ref}' is no commit of this repository: name a branch, a tag or a hash, or fetch it first`);
  return found.trim();
}

/** Checks out a commit into a folder of its own for as long as `use` takes, or until this process is told to end. */
export async function withCheckout<T>(
  commit: string,
  use: (tree: string) => Promise<T>,
  repository = root,
): Promise<T> {
  const parent = mkdtempSync(join(tmpdir(), 'lossmith-compare-'));
  const tree = join(parent, 'tree');
  const remove = () => {
    output('git', ['worktree', 'remove', '--force', tree], repository);
    rmSync(parent, { recursive: true, force: true });
  };
  const stop = () => {
    remove();
    process.exit(130);
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    run('git', ['worktree', 'add', '--quiet', '--detach', tree, commit], repository);
    return await use(tree);
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
    remove();
  }
}

/** Installs what a checkout needs, from what is on this machine where it can. */
export const install = (tree: string): void => pnpm(['install', '--frozen-lockfile', '--prefer-offline'], tree);
