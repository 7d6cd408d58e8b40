import type { Axes, Axis } from '../expressions/expression.js';
import type { Storage } from '../losses/probability-tolerance.js';
import type { Precision } from '../operations/operation.js';
import type { OperationName } from '../operations/operation-name.js';
import type { Reduction } from './reduction.js';

/** One step of a program: an operation over the results of earlier steps. */
export interface Instruction {
  readonly op: OperationName;
  /** Indices of earlier instructions. */
  readonly args: readonly number[];
  readonly axes: Axes;
  readonly value?: number;
  readonly name?: string;
  readonly axis?: Axis;
}

/** What the numbers of an input are: any, indices of items, or truth values. */
export type NumberKind = 'number' | 'label' | 'mask';

/** An input of a program, named once however often it is read. */
export interface ProgramInput {
  readonly name: string;
  /** How its data lie, besides the examples: '' one number each, 'i' one per item, 'ij' one per pair. Instructions may read those along i as well along j. */
  readonly axes: '' | 'i' | 'ij';
  readonly kind: NumberKind;
}

/** A number that can be changed at call time; `value` is its default. */
export interface ProgramParameter {
  readonly name: string;
  readonly value: number;
}

/** The instruction behind an output, and the axes the output is to have, which may be more than those of the instruction. */
export interface ProgramOutput {
  readonly instruction: number;
  readonly axes: Axes;
}

/** What a backend compiles: a list of instructions without repetition, arguments first. Plain frozen data. */
export interface Program {
  readonly version: 1;
  /** Precision its results are to have; series and quadratures are as long as it needs. */
  readonly precision: Precision;
  /** 'float16' where data are stored so: rows of probabilities then need not sum to 1 so closely. */
  readonly storage?: Storage;
  /**
   * What becomes of the outputs per example. 'none': nothing. 'sum': `loss` is one number, Σ loss. 'mean': that, and gradient
   * and hessian, are divided by Σ weight, `weight` being an output too; by the number of rows where there is no such output;
   * and are 0 where that is 0.
   */
  readonly reduction: Reduction;
  readonly inputs: readonly ProgramInput[];
  /** Names of data that may be given although no instruction reads them; all others are refused. Left out: any. */
  readonly unused?: readonly string[];
  readonly parameters: readonly ProgramParameter[];
  readonly instructions: readonly Instruction[];
  readonly outputs: Readonly<Record<string, ProgramOutput>>;
}
