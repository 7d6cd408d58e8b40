export { checkInputs } from './check-inputs.js';
export type { ArrayInput, LabelInput, TypedNumbers } from './data/array-input.js';
export type { NonFinite } from './data/check-values.js';
export type { LossInputs } from './data/loss-inputs.js';
export {
  type ErrorDetails,
  isLossmithError,
  LossmithError,
  LossmithInputError,
  LossmithMonotoneError,
  LossmithOptionError,
  LossmithShapeError,
  LossmithSpecError,
  LossmithValueError,
} from './errors/errors.js';
export { type EvaluateOptions, type Evaluation, evaluate } from './evaluate.js';
export { evaluateLink, type LinkValues } from './evaluate-link.js';
export type { Axes, Axis, Expression } from './expressions/expression.js';
export * as expressions from './expressions/index.js';
export { type GradientCheck, type GradientCheckOptions, gradientCheck } from './gradient-check.js';
export { invert } from './invert.js';
export * as links from './links/index.js';
export type { Link } from './links/link.js';
export type {
  ClipSpec,
  CustomSpec,
  Knot,
  KnotsSpec,
  LinkKind,
  LinkSpec,
  MirrorSpec,
  PlacementSpec,
  PowerSpec,
  Region,
  SensitivitySpec,
  SimpleSpec,
  SumSpec,
} from './links/link-spec.js';
export * as losses from './losses/index.js';
export type { InputKind, Loss, LossInput, LossSpec } from './losses/loss.js';
export { parseLoss } from './parse-loss.js';
export * as presets from './presets/index.js';
export type { Parameters } from './programs/parameters.js';
export type { Reduction } from './programs/reduction.js';
