/** What a family of losses is defined with; see `LossFamily`. Entry point '@lossmith/core/family'. */
export {
  and,
  constant,
  equal,
  index,
  input,
  integral,
  logSumExp,
  max,
  not,
  or,
  parameter,
  size,
  sum,
} from './expressions/build.js';
export { differentiate, swapAxes } from './expressions/differentiate.js';
export * from './expressions/index.js';
export type { Link } from './links/link.js';
export { definitions, families } from './losses/families.js';
export { asFamily, type ExactExample, type LossDefinition, type LossFamily, makeLoss } from './losses/family.js';
export {
  flagKey,
  type Key,
  linkKey,
  numberKey,
  optionalKey,
  optionalLinkKey,
  positiveKey,
  type ReadLink,
  wordKey,
} from './losses/keys.js';
export { type LinkFunctions, linkFunctions } from './losses/link-terms.js';
export {
  type InputKind,
  type LossExpressions,
  type LossInput,
  type LossParts,
  targetInput,
} from './losses/loss.js';
