/** A link to the page that holds no state, with the place of the fault. */
export class ShareError extends Error {
  override readonly name = 'ShareError';

  constructor(path: string, what: string) {
    super(`${path} ${what}`);
  }
}

export function checkRecord(value: unknown, path: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new ShareError(path, 'is no object');
}

export function checkNumber(value: unknown, path: string, least = -Infinity): number {
  if (typeof value === 'number' && value >= least && value < Infinity) return value;
  const wanted = least === -Infinity ? 'a finite number' : `a finite number of at least ${least}`;
  throw new ShareError(path, `must be ${wanted}, got ${JSON.stringify(value)}`);
}

export function checkOneOf<Value extends string>(value: unknown, allowed: readonly Value[], path: string): Value {
  if (allowed.includes(value as Value)) return value as Value;
  throw new ShareError(path, `must be one of ${allowed.join(', ')}, got ${JSON.stringify(value)}`);
}

export function checkList(value: unknown, fewest: number, most: number, path: string): readonly unknown[] {
  if (Array.isArray(value) && value.length >= fewest && value.length <= most) return value;
  throw new ShareError(path, `must be a list of ${fewest === most ? fewest : `${fewest} to ${most}`} entries`);
}
