import { borehole } from './borehole.js';
import { dwellTime } from './dwell-time.js';
import { otlCircuit } from './otl-circuit.js';
import { piston } from './piston.js';
import type { Simulation } from './simulation.js';
import { wingWeight } from './wing-weight.js';

export const tasks: readonly Simulation[] = [piston, borehole, wingWeight, otlCircuit, dwellTime];
