import { disposedError } from '@lossmith/core/backend';
import { LossmithDeviceError } from './errors.js';

/** Whether a kernel can still be used. */
export interface DeviceState {
  /** Throws where the device is lost or the kernel was disposed of. */
  check(): void;
  /** The error to throw once the device is lost. */
  lost(): LossmithDeviceError | undefined;
  /** Whether this was the first time. */
  dispose(): boolean;
}

const lostError = ({ reason, message }: GPUDeviceLostInfo): LossmithDeviceError =>
  new LossmithDeviceError(
    'lost',
    `the device of this kernel is lost (${reason}${message ? `: ${message}` : ''})`,
    'ask the adapter for a new device and make the kernel again; data in its buffers are gone',
  );

export function watchDevice(device: GPUDevice): DeviceState {
  let lost: LossmithDeviceError | undefined;
  let disposed = false;
  device.lost.then((info) => {
    lost = lostError(info);
  });
  return {
    lost: () => lost,
    check() {
      if (disposed) throw disposedError();
      if (lost !== undefined) throw lost;
    },
    dispose() {
      const first = !disposed;
      disposed = true;
      return first;
    },
  };
}
