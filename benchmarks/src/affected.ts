import { output } from './commands.js';
import { root } from './places.js';

/** Packages that have changed since a commit, or depend on what has, as turbo sees it. */
export function affectedSince(commit: string): readonly string[] {
  const found = output('npx', ['turbo', 'run', 'build', `--filter=...[${commit}]`, '--dry=json'], root);
  if (found === undefined) throw new Error(`turbo cannot say what has changed since ${commit}`);
  const { tasks } = JSON.parse(found) as { readonly tasks: readonly { readonly directory: string }[] };
  const folders = tasks.map(({ directory }) => directory.replaceAll('\\', '/'));
  return folders.flatMap((folder) => /^packages\/([^/]+)$/.exec(folder)?.[1] ?? []);
}
