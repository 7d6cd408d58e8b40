/** What a backend is written against; see `Backend`. Entry point '@lossmith/core/backend'. */

export { checkLengths, sizeOf } from './data/array-input.js';
export { checkOptions } from './data/check-options.js';
export { fromFloat16, fromFloat16Bits, toFloat16, toFloat16Bits } from './data/float16.js';
export { examplesIn } from './data/loss-inputs.js';
export { describeValue, tensorOf } from './errors/describe-value.js';
export { differentiate } from './expressions/differentiate.js';
export { type ExpressionSpec, fromExpressionSpec, toExpressionSpec } from './expressions/json.js';
export { simplify } from './expressions/simplify.js';
export {
  type Executor,
  type ExecutorResults,
  type Kernel,
  type KernelCall,
  type KernelResults,
  kernelOf,
  type Numbers,
} from './kernels/kernel.js';
export { type KernelInputs, kernelInputs, refuseTargets } from './kernels/kernel-inputs.js';
export {
  type DefaultOutput,
  type KernelOptions,
  kernelOptionNames,
  kernelProgramOptions,
} from './kernels/kernel-options.js';
export { disposedError } from './kernels/kernel-state.js';
export { type QueuedExecutor, type QueuedKernel, queuedKernelOf } from './kernels/queued-kernel.js';
export { kappa } from './links/distances.js';
export { families } from './losses/families.js';
export type { AnyFamily, ExactExample } from './losses/family.js';
export { checkLoss, inputOf } from './losses/loss.js';
export { familyOf } from './losses/read-loss.js';
export { costly, costOf } from './operations/costs.js';
export { domains } from './operations/intervals.js';
export type { Operation, Precision } from './operations/operation.js';
export type { CompositeName, OperationName, PrimitiveName } from './operations/operation-name.js';
export { operations, primitives } from './operations/operations.js';
export type { Backend, CompositeLowerings, Lowering, Lowerings, PrimitiveLowerings } from './programs/backend.js';
export type { CompileSettings, OutputExpression } from './programs/compile.js';
export { compileFor } from './programs/compile-for.js';
export { compileLoss, dataInputsOf, type LossProgramOptions } from './programs/compile-loss.js';
export { checkHostInputs, type HostInputs } from './programs/host-inputs.js';
export { keptForPairs } from './programs/kept-values.js';
export { type InstructionStep, type KeptStep, type Loop, type Loops, loopsOf, type Step } from './programs/loops.js';
export { type Extras, exampleOutputs, lossOutputs, type OutputName, tensorOutputs } from './programs/loss-outputs.js';
export type { MaskAxes } from './programs/mask.js';
export { missing, missingLowerings } from './programs/missing.js';
export { checkParameters, parametersOf } from './programs/parameters.js';
export type {
  Instruction,
  NumberKind,
  Program,
  ProgramInput,
  ProgramOutput,
  ProgramParameter,
} from './programs/program.js';
export { checkReduction, type Reduction, reduceResults } from './programs/reduction.js';
export { type Stage, stagesOf } from './programs/tiles.js';
export { type ReferenceArtifact, referenceBackend } from './reference/reference.js';
