import { LossmithError } from '@lossmith/core';

interface LimitFields {
  readonly limit: string;
  readonly requested: number;
  readonly allowed: number;
}

/** More than the device allows, with the limit of WebGPU that says so. */
export class LossmithLimitError extends LossmithError<LimitFields> {
  /** Its name in `device.limits`. */
  declare readonly limit: string;
  declare readonly requested: number;
  declare readonly allowed: number;

  constructor(limit: string, what: string, requested: number, allowed: number, advice: string) {
    const found = `${what} needs ${limit} ≥ ${requested}, and the device has ${allowed}`;
    super('limit', found, advice, { limit, requested, allowed });
  }

  override get name(): string {
    return 'LossmithLimitError';
  }
}

type Reason = 'no-adapter' | 'lost' | 'out-of-memory' | 'compilation' | 'validation';

/** What the GPU could not do: no adapter, a lost device, no memory, a shader that it refuses. */
export class LossmithDeviceError extends LossmithError<{ readonly reason: Reason }> {
  declare readonly reason: Reason;

  constructor(reason: Reason, what: string, advice: string) {
    super('device', what, advice, { reason });
  }

  override get name(): string {
    return 'LossmithDeviceError';
  }
}

/** What to do about a fault of Lossmith. */
export const report =
  'report this, with the loss and the name of the GPU, at https://github.com/lossmith/lossmith/issues';
