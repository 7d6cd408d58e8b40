import type { Simulation } from './simulation.js';

/**
 * The midpoint voltage of a push-pull circuit without an output transformer, in volts. Ben-Ari & Steinberg 2007, "Modeling data from computer experiments",
 * Quality Engineering 19, 327–338.
 */
export const otlCircuit: Simulation = {
  id: 'otl',
  name: 'OTL circuit: midpoint voltage',
  ranges: [
    ['R_b1, kΩ', 50, 150],
    ['R_b2, kΩ', 25, 70],
    ['R_f, kΩ', 0.5, 3],
    ['R_c1, kΩ', 1.2, 2.5],
    ['R_c2, kΩ', 0.25, 1.2],
    ['current gain β', 50, 300],
  ],
  value: ([base1, base2, feedback, collector1, collector2, gain]) => {
    const base = (12 * base2!) / (base1! + base2!);
    const driven = gain! * (collector2! + 9);
    const whole = driven + feedback!;
    return (
      ((base + 0.74) * driven) / whole +
      (11.35 * feedback!) / whole +
      (0.74 * feedback! * driven) / (whole * collector1!)
    );
  },
};
