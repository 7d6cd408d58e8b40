import { elementwise } from '../simple-lowerings.js';
import { allOffBy } from './functions.js';
import { type RightBackend, right } from './right-backend.js';

const primitive = { exp: 2, log: 2, sqrt: 2, power: 2 } as const;
/** WGSL's and OpenCL's division. */
const division = { divide: 2.5 } as const;

/** An error of softplus is felt as often as the score is large: it stands in exponents. */
const composite = {
  expm1: 2,
  log1p: 2,
  sigmoid: 2,
  softplus: 0.5,
  tanh: 2,
  sinh: 2,
  cosh: 2,
  asinh: 2,
  arctan: 2,
  tan: 2,
  erf: 2,
  erfc: 2,
  ierfc: 2,
  hypot1: 2,
  softsign: 2,
  gammaP1: 2,
  gammaP1Integral: 2,
  gammaP2: 2,
  xMinusLog1p: 2,
} as const;

/** The largest errors of CUDA's single-precision functions (CUDA C++ Programming Guide, mathematical functions), but for powf's 4. */
const cuda = {
  exp: 2,
  log: 1,
  power: 2,
  expm1: 1,
  log1p: 1,
  tanh: 2,
  sinh: 3,
  cosh: 2,
  asinh: 3,
  arctan: 2,
  tan: 4,
  erf: 2,
  erfc: 4,
} as const;

/** Where errors of functions are felt most: inverse links, quotients of powers, tails. */
const concerns = [
  'values/operation',
  'values/outputs/matching(power',
  'values/outputs/matching(arctan',
  'values/outputs/matching(asinh',
  'values/outputs/matching(softsign',
  'values/golden/matching(power',
  'values/golden/matching(tanh',
  'values/golden/compositeSoftmax',
  'values/rows/compositeSoftmax(power',
];

/** Backends whose functions are as far off as the guide allows. */
export const libraries: readonly RightBackend[] = [
  right('exp, log, sqrt and power 2 ulp off, divisions 2½', concerns, {
    lowerings: allOffBy({ ...primitive, ...division }),
  }),
  right('every function 2 ulp off', concerns, { lowerings: allOffBy({ ...composite, ...primitive, divide: 2 }) }),
  right('functions as far off as those of CUDA', concerns, { lowerings: allOffBy(cuda) }),
  right(
    'power as e^(y log x), with more digits in between',
    ['values/operation power', 'values/golden/matching(power', 'values/rows/compositeSoftmax(power'],
    {
      lowerings: { power: elementwise((x, y) => (y === 0 ? 1 : Math.exp(y * Math.log(x)))) },
    },
  ),
];
