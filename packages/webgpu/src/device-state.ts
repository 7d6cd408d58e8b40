import { disposedError } from '@lossmith/core/backend';
import { LossmithDeviceError } from './errors.js';

/** Whether a kernel can still be used. */
export interface DeviceState {
  /** Throws where the device is lost, the kernel has failed, or it was disposed of. */
  check(): void;
  /** From now on the kernel cannot be used, and says why; the first failure is the one that is told. */
  fail(error: LossmithDeviceError): LossmithDeviceError;
  /** Whether this was the first time. */
  dispose(): boolean;
}

const lostError = ({ reason, message }: GPUDeviceLostInfo): LossmithDeviceError =>
  new LossmithDeviceError(
    'lost',
    `the device of this kernel is lost (${reason}${message ? `: ${message}` : ''})`,
    'ask the adapter for a new device and make the kernel again; data in its buffers are gone',
  );

export const memoryError = (message: string): LossmithDeviceError =>
  new LossmithDeviceError(
    'out-of-memory',
    `the device had no memory, and this kernel cannot be used any more: ${message}`,
    'give less data at once, and make the kernel again',
  );

export function watchDevice(device: GPUDevice): DeviceState {
  let failure: LossmithDeviceError | undefined;
  let disposed = false;
  const fail = (error: LossmithDeviceError) => {
    failure ??= error;
    return failure;
  };
  device.lost.then((info) => fail(lostError(info)));
  return {
    fail,
    check() {
      if (disposed) throw disposedError();
      if (failure !== undefined) throw failure;
    },
    dispose() {
      const first = !disposed;
      disposed = true;
      return first;
    },
  };
}
