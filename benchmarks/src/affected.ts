import { output } from './commands.js';
import { root } from './places.js';

/** What turbo would run. */
interface Plan {
  /** Names of the packages in question. */
  readonly packages: readonly string[];
  readonly tasks: readonly { readonly package: string; readonly directory: string }[];
}

/** Packages that have changed since a commit, or depend on what has, as turbo sees it. */
export function affectedSince(commit: string): readonly string[] {
  const found = output('npx', ['turbo', 'run', 'build', `--filter=...[${commit}]`, '--dry=json'], root);
  if (found === undefined) throw new Error(`turbo cannot say what has changed since ${commit}`);
  const { packages, tasks } = JSON.parse(found) as Plan;
  // Tasks are also those of what the packages need.
  const folders = tasks.filter((task) => packages.includes(task.package)).map(({ directory }) => directory);
  return folders.flatMap((folder) => /^packages[\\/]([^\\/]+)$/.exec(folder)?.[1] ?? []);
}
