/** Flags of WebGPU that TypeScript's DOM library lacks. */
declare const GPUBufferUsage: Readonly<Record<'MAP_READ' | 'COPY_SRC' | 'COPY_DST' | 'STORAGE', number>>;
declare const GPUShaderStage: Readonly<Record<'COMPUTE', number>>;
declare const GPUMapMode: Readonly<Record<'READ', number>>;
