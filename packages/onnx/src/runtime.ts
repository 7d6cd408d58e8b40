/** What is used of ONNX Runtime: 'onnxruntime-web' and 'onnxruntime-node' have it. */
export interface OrtTensor {
  readonly type: string;
  readonly data: unknown;
  readonly dims: readonly number[];
}

export interface OrtSession {
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
  // biome-ignore lint/suspicious/noExplicitAny: tensors are the runtime's own
  run(feeds: Record<string, any>): Promise<Readonly<Record<string, OrtTensor>>>;
  release(): Promise<void>;
}

export interface OrtRuntime {
  readonly InferenceSession: {
    // biome-ignore lint/suspicious/noExplicitAny: options are the runtime's own
    create(model: Uint8Array, options?: any): Promise<OrtSession>;
  };
  // biome-ignore lint/suspicious/noExplicitAny: so are the overloads of its constructor
  readonly Tensor: new (
    type: any,
    data: any,
    dims: readonly number[],
  ) => OrtTensor;
}
