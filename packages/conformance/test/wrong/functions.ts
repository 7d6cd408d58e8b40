import { allOffBy } from '../right/functions.js';
import { elementwise } from '../simple-lowerings.js';
import { full, quick, type WrongBackend } from './wrong-backend.js';

const { fround } = Math;

/** Backends whose functions are a little less accurate than the guide allows. */
export const wrongFunctions: readonly WrongBackend[] = [
  quick(
    'functions 4 ulp off',
    'values/golden/matching(power({ exponent: 3 }), { target: "output" })',
    /28\.9 ulp off, 18\.8 ulp allowed/,
    { lowerings: allOffBy({ exp: 4, log: 4, sqrt: 4, power: 4 }) },
  ),
  full(
    'a power as e^(y log x) in float32',
    'values/scores/matching(power({ exponent: 3, amplitude: 1.7',
    /gradient at .* ulp off, 16 ulp allowed/,
    { lowerings: { power: elementwise((x, y) => (y === 0 ? 1 : Math.exp(fround(y * fround(Math.log(x)))))) } },
  ),
  quick('a power that is NaN for 0⁰', 'values/operation power', /power\(0, 0\) is NaN, exactly 1/, {
    lowerings: { power: elementwise((x, y) => Math.exp(y * Math.log(x))) },
  }),
];
