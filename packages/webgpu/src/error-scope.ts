/** Does something on a device, and tells what the device says against it, which is known later on. */
export function withErrorScope<T>(
  device: GPUDevice,
  filter: GPUErrorFilter,
  work: () => T,
  tell: (message: string) => void,
): T {
  device.pushErrorScope(filter);
  try {
    return work();
  } finally {
    device.popErrorScope().then(
      (error) => error && tell(error.message),
      () => undefined,
    );
  }
}
