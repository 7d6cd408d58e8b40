import { versionError } from '../errors/check-version.js';
import type { Steps } from './compile.js';

/** Throws where steps hold an operation that a table lacks: one of a newer core, which made the loss or compiles for an older backend. */
export function checkOperations({ instructions }: Steps, lowerings: object, who: string): void {
  const unknown = instructions.find(({ op }) => !Object.hasOwn(lowerings, op));
  if (unknown !== undefined) throw versionError(`${who} does not know the operation ${unknown.op}`);
}
