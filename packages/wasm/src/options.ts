import { type Loss, LossmithOptionError } from '@lossmith/core';
import {
  compileLoss,
  describeValue,
  type KernelOptions,
  kernelProgramOptions,
  type OutputName,
  type Precision,
  type Program,
} from '@lossmith/core/backend';
import { type WasmKind, wasmBackend } from './wasm-backend.js';

export interface WasmOptions<Output extends OutputName = OutputName, Data extends Precision = Precision>
  extends KernelOptions<Output> {
  /** Of scores, weights and results. Default 'float32'. */
  readonly data?: Data;
  /** Of the arithmetic, for data of 'float32': by default 'float32' where it keeps results within 4 + κ/2 units of the last place; 'float64' gives them within 2. */
  readonly precision?: Precision;
}

function checkPrecision(option: string, value: unknown): Precision {
  if (value === 'float32' || value === 'float64') return value;
  throw new LossmithOptionError(option, `${describeValue(value)} is unknown`, "use 'float32' or 'float64'");
}

function kindOf({ data = 'float32', precision = data }: WasmOptions): WasmKind {
  const kind = { data: checkPrecision('data', data), arithmetic: checkPrecision('precision', precision) };
  if (kind.data === 'float32' || kind.arithmetic === 'float64') return kind;
  throw new LossmithOptionError(
    'precision',
    "'float32' is less than the data have",
    "leave it out, or use data: 'float32'",
  );
}

/** The program of a loss. `more` names options that are looked at elsewhere. */
export function programOf(
  loss: Loss,
  options: WasmOptions,
  parameters: 'constants' | 'inputs',
  more: readonly string[] = [],
): Program {
  const chosen = kernelProgramOptions(loss, options, { parameters, more: ['data', 'precision', ...more] });
  const kind = kindOf(options);
  return compileLoss(wasmBackend(kind), loss, { ...chosen, precision: kind.data });
}
