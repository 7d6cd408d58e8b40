/** An array with its shape. */
export interface ArrayOfPython {
  readonly values: Float32Array | Float64Array | Int32Array | BigInt64Array | Uint8Array;
  readonly shape: readonly number[];
}

export interface PythonProcess {
  ask(head: object, data?: Readonly<Record<string, ArrayOfPython>>): Promise<Readonly<Record<string, unknown>>>;
  stop(): void;
}

export declare function startPython(executable: string): PythonProcess;
