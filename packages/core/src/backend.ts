/** What a backend is written against; see `Backend`. Entry point '@lossmith/core/backend'. */
export { checkOptions } from './data/loss-inputs.js';
export { differentiate } from './expressions/differentiate.js';
export { type ExpressionSpec, fromExpressionSpec, toExpressionSpec } from './expressions/json.js';
export { simplify } from './expressions/simplify.js';
export type { CompositeName, OperationName, PrimitiveName } from './operations/operation-name.js';
export { operations } from './operations/operations.js';
export type { Precision, Row } from './operations/row.js';
export type { Backend, CompositeLowerings, Lowering, Lowerings, PrimitiveLowerings } from './programs/backend.js';
export type { CompileSettings, OutputExpression } from './programs/compile.js';
export { compileFor } from './programs/compile-for.js';
export { type Extras, exampleOutputs, lossOutputs, type OutputName, tensorOutputs } from './programs/loss-outputs.js';
export type { MaskAxes } from './programs/mask.js';
export { checkParameters, parametersOf } from './programs/parameters.js';
export type { Instruction, Program, ProgramInput, ProgramParameter } from './programs/program.js';
export { type ReferenceArtifact, referenceBackend } from './reference/reference.js';
