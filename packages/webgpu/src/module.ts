/** What a buffer bound to a shader holds and what for. */
export interface WgslBinding {
  /** 'predicted', 'gradient', …; 'call', 'parameters', 'partials' and 'scratch' are the kernel's own. */
  readonly name: string;
  /** @binding in @group(0). */
  readonly binding: number;
  readonly type: 'uniform' | 'read-only-storage' | 'storage';
  /** 'f16': two in each u32. */
  readonly element: 'f32' | 'f16' | 'u32';
  readonly role: 'call' | 'input' | 'parameters' | 'output' | 'partials' | 'scratch';
  /** How many elements: one per example, per class of an example, or one in all. */
  readonly per: 'example' | 'class' | 'pair' | 'call';
  /** How many elements each of these has, 1 where left out. */
  readonly each?: number;
}

/** Whether it is a buffer of the user's. */
export const isData = ({ role }: WgslBinding): boolean => role === 'input' || role === 'output';

/**
 * Who works through a row of classes: 'short' one invocation; 'cluster' a part of a subgroup, without a barrier; 'long' a workgroup, or a
 * part of one.
 */
export type RowShape = 'short' | 'cluster' | 'long';

/** One dispatch of a call. */
export interface WgslPass {
  readonly entryPoint: string;
  /** Numbers of the bindings it uses. */
  readonly bindings: readonly number[];
  /** 'examples': as many workgroups as the data need, `maxGroups` at most; 'one': a single workgroup. */
  readonly groups: 'examples' | 'one';
  /** Rows of classes it is for: those that one invocation works through, or those that several share. Left out: all. */
  readonly rows?: RowShape;
}

/** A compute shader for a loss, and all that is needed to run it. Plain frozen data. */
export interface WgslModule {
  readonly code: string;
  readonly bindings: readonly WgslBinding[];
  /** Dispatches in order. */
  readonly passes: readonly WgslPass[];
  /** Open parameters in the order in which the buffer `parameters` holds them, with their defaults. */
  readonly parameters: readonly { readonly name: string; readonly value: number }[];
  /** Whether the shader needs the WebGPU feature 'subgroups'. */
  readonly subgroups: boolean;
}

/** What its lanes accumulate fits in the 16 KiB of memory that every device has for a workgroup. */
export const workgroupSize = 128;

/** Loops over examples are as long as the data need: so many invocations keep a GPU busy. */
export const maxGroups = 512;

/** Sums of workgroups, or of parts of subgroups, that wait to be added: 8 KiB. The share of a mean lies behind them. */
export const maxPartials = 2048;
