import type { Loss } from '@lossmith/core';
import { javascriptOf } from './javascript.js';

/** Options as they were given; each compiler refuses those it does not have, and says which it has. */
export interface CompileOptions {
  readonly outputs?: readonly string[];
  readonly reduction?: string;
  readonly weight?: boolean;
  readonly mask?: boolean;
  readonly precision?: string;
  readonly parameters?: string;
  readonly library?: string;
  readonly package?: string;
}

/** A file, and what describes it. */
interface Compiled {
  readonly content: string | Uint8Array;
  readonly [about: string]: unknown;
}

interface Compiler {
  /** Whether its files are not for terminals. */
  readonly binary: boolean;
  /** Adapters are loaded when they are needed. */
  compile(loss: Loss, options: CompileOptions): Promise<Compiled>;
}

/** Commander knows options as text; what a compiler takes is its own to check. */
type Checked = Readonly<Record<string, never>>;

const shared = ({ library: _, package: __, ...options }: CompileOptions) => options as Checked;

export const compilers: Readonly<Record<'onnx' | 'wasm' | 'wgsl' | 'python' | 'js', Compiler>> = {
  onnx: {
    binary: true,
    async compile(loss, options) {
      const { compileOnnx } = await import('@lossmith/onnx');
      const { bytes, inputs, outputs } = compileOnnx(loss, shared(options));
      return { content: bytes, inputs, outputs };
    },
  },
  wasm: {
    binary: true,
    async compile(loss, options) {
      const { compileWasm } = await import('@lossmith/wasm');
      const { bytes, regions, parameters } = compileWasm(loss, shared(options));
      return { content: bytes, regions, parameters };
    },
  },
  wgsl: {
    binary: false,
    async compile(loss, options) {
      const { compileWgsl } = await import('@lossmith/webgpu');
      const { code, ...about } = compileWgsl(loss, shared(options));
      return { content: code, ...about };
    },
  },
  python: {
    binary: false,
    async compile(loss, options) {
      const { compilePython } = await import('@lossmith/python');
      const { library } = options as { readonly library: 'numpy' | 'torch' };
      const { source, functions } = compilePython(loss, { ...shared(options), library });
      return { content: source, functions };
    },
  },
  js: {
    binary: false,
    compile: async (loss, { library: _, package: name, ...options }) => ({
      content: javascriptOf(loss, name, options),
    }),
  },
};
