import type { Simulation } from './simulation.js';

/**
 * The cycle time of a piston in a cylinder, in seconds. Kenett & Zacks 1998, Modern Industrial Statistics; formula and ranges as in Ben-Ari & Steinberg 2007,
 * "Modeling data from computer experiments", Quality Engineering 19, 327–338.
 */
export const piston: Simulation = {
  id: 'piston',
  name: 'piston: cycle time',
  ranges: [
    ['mass M, kg', 30, 60],
    ['surface S, m²', 0.005, 0.02],
    ['initial volume V₀, m³', 0.002, 0.01],
    ['spring k, N/m', 1000, 5000],
    ['pressure P₀, N/m²', 90_000, 110_000],
    ['ambient temperature Tₐ, K', 290, 296],
    ['gas temperature T₀, K', 340, 360],
  ],
  value: ([mass, surface, volume, spring, pressure, ambient, filling]) => {
    const gas = ((pressure! * volume!) / filling!) * ambient!;
    const force = pressure! * surface! + 19.62 * mass! - (spring! * volume!) / surface!;
    const reached = (surface! / (2 * spring!)) * (Math.sqrt(force * force + 4 * spring! * gas) - force);
    return 2 * Math.PI * Math.sqrt(mass! / (spring! + (surface! * surface! * gas) / (reached * reached)));
  },
};
