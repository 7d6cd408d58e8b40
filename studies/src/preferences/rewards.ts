import type { Range, Simulation } from '../simulation.js';

const ranges: readonly Range[] = Array.from({ length: 12 }, (_, k) => [`feature ${k + 1}`, -1, 1]);

/** Two formulas of our own. A head that is linear in the features can have the first exactly, and of the second five sixths of its variance. */
export const rewards: readonly Simulation[] = [
  {
    id: 'straight',
    name: 'straight: a head can have it',
    ranges,
    value: (x) => x[0]! + x[1]! + x[2]! + x[3]! + 0.5 * (x[4]! + x[5]! + x[6]! + x[7]!),
  },
  {
    id: 'bent',
    name: 'bent: no head can have it',
    ranges,
    // Two qualities count ever more, two are soon enough, two work together, four do nothing.
    value: (x) => {
      const growing = 0.5 * (Math.exp(2 * x[0]!) + Math.exp(2 * x[1]!));
      const enough = Math.tanh(3 * x[2]!) + Math.tanh(3 * x[3]!);
      return growing + enough + x[4]! + 0.5 * x[5]! + 0.5 * x[6]! * x[7]!;
    },
  },
];
