import { LossmithError } from '@lossmith/core';

/** More than the device allows, with the limit of WebGPU that says so. */
export class LossmithLimitError extends LossmithError {
  /** Its name in `device.limits`. */
  readonly limit: string;
  readonly requested: number;
  readonly allowed: number;

  constructor(limit: string, what: string, requested: number, allowed: number, advice: string) {
    super('limit', `${what} needs ${limit} ≥ ${requested}, and the device has ${allowed}`, advice);
    this.limit = limit;
    this.requested = requested;
    this.allowed = allowed;
  }
}

/** What the GPU could not do: no adapter, a lost device, no memory, a shader that it refuses. */
export class LossmithDeviceError extends LossmithError {
  readonly reason: 'no-adapter' | 'lost' | 'out-of-memory' | 'compilation' | 'validation';

  constructor(reason: LossmithDeviceError['reason'], what: string, advice: string) {
    super('device', what, advice);
    this.reason = reason;
  }
}

/** What to do about a fault of Lossmith. */
export const report =
  'report this, with the loss and the name of the GPU, at https://github.com/lossmith/lossmith/issues';
