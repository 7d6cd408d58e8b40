/** Buffers of a kernel for data of the host, by name; they grow with the data, and are kept from one run to the next. */
export interface HostBuffers {
  /** One of at least that many bytes. */
  of(name: string, bytes: number, usage: number): GPUBuffer;
  release(): void;
}

export function makeHostBuffers(device: GPUDevice): HostBuffers {
  const buffers = new Map<string, GPUBuffer>();
  return {
    of(name, bytes, usage) {
      const known = buffers.get(name);
      if (known !== undefined && known.size >= bytes) return known;
      known?.destroy();
      const made = device.createBuffer({ size: Math.max(16, bytes), usage, label: `lossmith ${name}` });
      buffers.set(name, made);
      return made;
    },
    release() {
      for (const one of buffers.values()) one.destroy();
      buffers.clear();
    },
  };
}
