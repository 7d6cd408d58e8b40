import type { Simulation } from './simulation.js';

/** The weight of the wing of a light aircraft, in pounds. Forrester, Sóbester & Keane 2008, Engineering Design via Surrogate Modelling, section 1.4, after Raymer. */
export const wingWeight: Simulation = {
  id: 'wing',
  name: 'wing: weight',
  ranges: [
    ['area S_w, ft²', 150, 200],
    ['fuel W_fw, lb', 220, 300],
    ['aspect ratio A', 6, 10],
    ['sweep Λ, °', -10, 10],
    ['dynamic pressure q, lb/ft²', 16, 45],
    ['taper λ', 0.5, 1],
    ['thickness t_c', 0.08, 0.18],
    ['ultimate load factor N_z', 2.5, 6],
    ['gross weight W_dg, lb', 1700, 2500],
    ['paint W_p, lb/ft²', 0.025, 0.08],
  ],
  value: ([area, fuel, aspect, sweep, pressure, taper, thickness, load, gross, paint]) => {
    const cosine = Math.cos((sweep! * Math.PI) / 180);
    const slender = (aspect! / (cosine * cosine)) ** 0.6;
    const depth = ((100 * thickness!) / cosine) ** -0.3;
    const shape = slender * depth * pressure! ** 0.006 * taper! ** 0.04;
    return 0.036 * area! ** 0.758 * fuel! ** 0.0035 * shape * (load! * gross!) ** 0.49 + area! * paint!;
  },
};
