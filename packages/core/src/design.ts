/** Help in choosing a link, and measures of what it changed. Entry point '@lossmith/core/design'; guide: docs/choosing-a-link.md. */
export { type DescribeOptions, describe } from './design/describe.js';
export type { Description, RegionDescription } from './design/description.js';
export type { FlatRange } from './design/flat-ranges.js';
export { formatDescription } from './design/format-description.js';
export type { Important, ImportantRegion } from './design/important-region.js';
export { normalise } from './design/normalise.js';
export {
  type SensitivityErrorOptions,
  type SensitivityErrorRow,
  sensitivityError,
} from './design/sensitivity-error.js';
export { type StartsInputs, type StartsRow, spreadOfStarts } from './design/spread-of-starts.js';
export { type SuggestedFamily, type Suggestion, type SuggestOptions, suggestLink } from './design/suggest-link.js';
