import { LossmithError } from './errors.js';

/** Packages of releases that do not fit together. */
export const versionError = (what: string): LossmithError =>
  new LossmithError('version', what, 'install all @lossmith packages in one version');

/**
 * Throws where what another package brings is of a version that is not known here. Losses, the contract of backends and
 * programs share one: a change that older packages would misread makes it 2.
 */
export function checkVersion(what: string, version: unknown): void {
  if (version !== 1) throw versionError(`${what} has version ${version}, this @lossmith/core knows 1`);
}
