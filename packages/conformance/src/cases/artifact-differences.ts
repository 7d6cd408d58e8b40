import { partsOf } from '../artifact-parts.js';
import { type Fault, fault } from '../fault.js';

/** Texts and bytes in which two artifacts differ; `what` says what made the second. */
export function differingParts(first: unknown, second: unknown, what: string): Fault[] {
  const [before, after] = [partsOf(first), partsOf(second)];
  const changed = before.find(({ value }, k) => {
    const other = after[k]?.value;
    if (typeof value === 'string' || value.length !== other?.length) return value !== other;
    return value.some((byte, n) => byte !== other[n]);
  });
  if (changed === undefined && before.length === after.length) return [];
  const where = changed === undefined ? '' : ` at artifact${changed.path}`;
  return [fault('artifact', `${what} gives artifacts that differ${where}`)];
}
