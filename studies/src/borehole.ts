import type { Simulation } from './simulation.js';

/**
 * The flow of water through a borehole, in m³ a year. Harper & Gupta 1983; ranges as in Morris, Mitchell & Ylvisaker 1993, "Bayesian design and analysis of
 * computer experiments", Technometrics 35, 243–255.
 */
export const borehole: Simulation = {
  id: 'borehole',
  name: 'borehole: flow of water',
  ranges: [
    ['radius of the borehole r_w, m', 0.05, 0.15],
    ['radius of influence r, m', 100, 50_000],
    ['upper transmissivity T_u, m²/yr', 63_070, 115_600],
    ['upper head H_u, m', 990, 1110],
    ['lower transmissivity T_l, m²/yr', 63.1, 116],
    ['lower head H_l, m', 700, 820],
    ['length L, m', 1120, 1680],
    ['conductivity K_w, m/yr', 9855, 12_045],
  ],
  value: ([bore, influence, upper, upperHead, lower, lowerHead, length, conductivity]) => {
    const ratio = Math.log(influence! / bore!);
    const leak = (2 * length! * upper!) / (ratio * bore! * bore! * conductivity!);
    return (2 * Math.PI * upper! * (upperHead! - lowerHead!)) / (ratio * (1 + leak + upper! / lower!));
  },
};
