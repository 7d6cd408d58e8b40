import { describe, expect, test } from 'vitest';
import * as namespace from './meanings.js';

const meanings = { ...namespace };

/** [argument, exact value at its float64]: python3 mpmath, 60 digits and more. */
// biome-ignore format: a table
const exact = {
  erfValue: [
    [1e-300, '1.1283791670955126022e-300'],
    [1e-05, '1.1283791670579000273e-5'],
    [0.25, '0.27632639016823693299'],
    [-0.49999, '-0.52049108994331819196'],
    [0.5, '0.52049987781304653768'],
    [-1, '-0.84270079294971486934'],
    [2.5, '0.99959304798255504106'],
    [6, '0.99999999999999997848'],
  ],
  erfcValue: [
    [-8, '2.0'],
    [-2, '1.9953222650189527342'],
    [-0.3, '1.3286267594591274162'],
    [0, '1.0'],
    [0.499, '0.48037934401053154013'],
    [0.5, '0.47950012218695346232'],
    [1, '0.15729920705028513066'],
    [3, '2.2090496998585441373e-5'],
    [7, '4.1838256077794143986e-23'],
    [12.5, '6.2319427819799110061e-70'],
    [26, '5.6631924088561428465e-296'],
  ],
  ierfcValue: [
    [-20, '40.0'],
    [-1, '2.050254541660012221'],
    [0, '0.56418958354775628695'],
    [0.3, '0.31421848264721976089'],
    [0.4999, '0.19968918278052371073'],
    [0.5, '0.19964122837424566589'],
    [1, '0.050254541660012221011'],
    [3.14, '1.3106575578566050935e-6'],
    [3.15, '1.2238486198246062207e-6'],
    [5, '1.4813429336849340318e-13'],
    [10, '1.0340531914663688043e-46'],
    [26, '1.0874703305376300182e-297'],
  ],
  gammaP1IntegralValue: [
    [0, '0.0'],
    [1e-160, '4.9999999999999998864e-321'],
    [1e-08, '4.9999999833333335842e-17'],
    [0.3, '0.040818220681717863189'],
    [0.999, '0.36724750461366292065'],
    [1, '0.3678794411714423216'],
    [1.5, '0.72313016014842982893'],
    [40, '39.000000000000000004'],
    [10000000000.0, '9999999999.0'],
  ],
  gammaP2Value: [
    [0, '0.0'],
    [1e-160, '4.9999999999999998864e-321'],
    [1e-08, '4.9999999666666670009e-17'],
    [0.3, '0.036936313113766771646'],
    [0.999, '0.26387323827728782017'],
    [1, '0.26424111765711535681'],
    [1.5, '0.44217459962892542767'],
    [40, '0.99999999999999982582'],
  ],
  xMinusLog1pValue: [
    [-0.999999, '12.815511557935518468'],
    [-0.6, '0.31629073187415503188'],
    [-0.5, '0.19314718055994530942'],
    [-0.499, '0.19214917789727225251'],
    [-0.001, '5.0033358353350016382e-7'],
    [-1e-09, '5.0000000033333339586e-19'],
    [0, '0.0'],
    [1e-120, '4.9999999999999997861e-241'],
    [1e-07, '4.9999996666666912141e-15'],
    [0.4, '0.06352776337878707584'],
    [0.999, '0.30635294448173698806'],
    [1, '0.30685281944005469058'],
    [50, '46.068174367275674228'],
    [1000000000000.0, '999999999972.36897888'],
  ],
  softplusValue: [
    [-745, '0.0'],
    [-40, '4.2483542552915889863e-18'],
    [-1, '0.31326168751822283405'],
    [0, '0.69314718055994530942'],
    [1e-09, '0.69314718105994530954'],
    [2, '2.1269280110429724964'],
    [36.5, '36.500000000000000141'],
    [800, '800.0'],
  ],
  hypot1Value: [
    [0, '1.0'],
    [1e-09, '1.0000000000000000005'],
    [0.5, '1.1180339887498948482'],
    [-1, '1.4142135623730950488'],
    [3, '3.162277660168379332'],
    [-10000000000.0, '10000000000.0'],
    [1e+200, '9.9999999999999996973e+199'],
    [1.7e+308, '1.6999999999999999388e+308'],
  ],
} as const satisfies { readonly [name in keyof typeof meanings]?: readonly (readonly [number, string])[] };

/** e^{−x²} magnifies the rounding of x² by its size. */
const condition = (name: string, x: number) => (/i?erfc/.test(name) ? Math.max(x, 0) ** 2 : 0);
const epsilon = 2 ** -52;

type Values = readonly (readonly [x: number, text: string])[];

describe.each(Object.entries<Values>(exact))('%s', (name, values) => {
  test.each(values)('at %d is %s within a few ulp', (x, text) => {
    const value = meanings[name as keyof typeof exact](x);
    const error = Math.abs(value - Number(text));
    expect(error).toBeLessThanOrEqual((3 + condition(name, x)) * epsilon * Math.abs(Number(text)) + 2 ** -1074);
  });

  test('of NaN is NaN', () => {
    expect(meanings[name as keyof typeof exact](Number.NaN)).toBeNaN();
  });
});

test('erf is odd, and erf + erfc is one', () => {
  for (const x of [1e-9, 0.3, 0.5, 1, 2.7, 5]) {
    expect(meanings.erfValue(-x)).toBe(-meanings.erfValue(x));
    expect(meanings.erfValue(x) + meanings.erfcValue(x)).toBeCloseTo(1, 15);
    expect(meanings.erfcValue(-x) + meanings.erfcValue(x)).toBeCloseTo(2, 15);
  }
});

test('functions are without a step where their two forms meet', () => {
  const meet = [
    ['erfValue', 0.5],
    ['erfcValue', Math.PI * 2],
    ['ierfcValue', 0.5],
    ['gammaP2Value', 1],
    ['gammaP1IntegralValue', 1],
    ['xMinusLog1pValue', 1],
    ['xMinusLog1pValue', -0.5],
  ] as const;
  for (const [name, place] of meet) {
    const [below, above] = [meanings[name](place - 1e-12), meanings[name](place + 1e-12)];
    expect(Math.abs(above / below - 1)).toBeLessThan(1e-10);
  }
});

test('at infinity functions have their limits', () => {
  expect(meanings.softplusValue(Infinity)).toBe(Infinity);
  expect(meanings.softplusValue(-Infinity)).toBe(0);
  expect(meanings.gammaP2Value(Infinity)).toBe(1);
  expect(meanings.gammaP1IntegralValue(Infinity)).toBe(Infinity);
});
