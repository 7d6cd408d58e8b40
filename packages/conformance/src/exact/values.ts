import golden from '../../golden/matching.json' with { type: 'json' };
import longRows from '../../values/long-rows.json' with { type: 'json' };
import outputs from '../../values/outputs.json' with { type: 'json' };
import pairs from '../../values/pairs.json' with { type: 'json' };
import rows from '../../values/rows.json' with { type: 'json' };
import scores from '../../values/scores.json' with { type: 'json' };
import squares from '../../values/squares.json' with { type: 'json' };
import type { ExactFile } from './exact-values.js';

/**
 * The exact values of the kit by name: `golden` was made independently, the others by scripts/generate.py, which
 * reproduces `golden` to its last digit.
 */
export const exactValues = { golden, scores, outputs, rows, longRows, pairs, squares } as unknown as Readonly<
  Record<'golden' | 'scores' | 'outputs' | 'rows' | 'longRows' | 'pairs' | 'squares', ExactFile>
>;
