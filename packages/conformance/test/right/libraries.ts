import { primitives } from '@lossmith/core/backend';
import { elementwise } from '../simple-lowerings.js';
import { allOffBy } from './functions.js';
import { right, type RightBackend } from './right-backend.js';
const { fround } = Math;
const composite = { expm1: 2, log1p: 2, sigmoid: 3, softplus: 3, tanh: 2, sinh: 3, cosh: 3, asinh: 3, arctan: 2, tan: 2, erf: 2, erfc: 4, hypot1: 2, softsign: 2, ierfc: 4, gammaP1: 3, gammaP1Integral: 4, gammaP2: 4, xMinusLog1p: 4 } as const;
void primitives;
const cuda = { exp: 2, log: 1, power: 4, expm1: 1, log1p: 1, tanh: 2, sinh: 3, cosh: 2, asinh: 3, arctan: 2, tan: 4, erf: 2, erfc: 4, hypot1: 3 } as const;
const cuda2 = { ...cuda, power: 2 } as const;
const two = Object.fromEntries(Object.keys(composite).map((op) => [op, op==='softplus'?0.5:2]));
export const libraries: readonly RightBackend[] = [
  right('lib CUDA', [], { lowerings: allOffBy(cuda) }),
  right('lib CUDA with power 2', [], { lowerings: allOffBy(cuda2) }),
  right('lib everything 2', [], { lowerings: allOffBy({ ...two, exp: 2, log: 2, sqrt: 2, power: 2, divide: 2 }) }),
  right('lib primitives 2, divide 2.5', [], { lowerings: allOffBy({ exp: 2, log: 2, sqrt: 2, power: 2, divide: 2.5 }) }),
  right('primitive functions 2 ulp off', [], { lowerings: allOffBy({ exp: 2, log: 2, sqrt: 2, power: 2 }) }),
  right('primitive functions 4 ulp off', [], { lowerings: allOffBy({ exp: 4, log: 4, sqrt: 4, power: 4 }) }),
  right('primitive and division 3 ulp off', [], { lowerings: allOffBy({ exp: 3, log: 3, sqrt: 3, power: 3, divide: 2.5 }) }),
  right('composite functions 2 to 4 ulp off', [], { lowerings: allOffBy(composite) }),
  right('all functions 2 to 4 ulp off', [], { lowerings: allOffBy({ ...composite, exp: 2, log: 2, sqrt: 2, power: 4, divide: 2 }) }),
  right('power as e^(y log x) in float32', [], { lowerings: { power: elementwise((x, y) => Math.exp(fround(y * fround(Math.log(x))))) } }),
  right('power as e^(y log x) in float64', [], { lowerings: { power: elementwise((x, y) => Math.exp(y * Math.log(x))) } }),
];
