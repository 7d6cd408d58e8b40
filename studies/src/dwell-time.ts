import type { Simulation } from './simulation.js';

/**
 * How long a page is read, in seconds: Weibull with a shape below 1, as Liu, White & Dumais 2010 ("Understanding web browsing behaviors through Weibull analysis
 * of dwell time", SIGIR, 379–386) find for most pages. Its scale depends on the page and its reader, by a formula of our own.
 */
const SHAPE = 0.8;

export const dwellTime: Simulation = {
  id: 'dwell',
  name: 'dwell time, heavy-tailed',
  ranges: [
    ['length', -1, 1],
    ['fit to the query', -1, 1],
    ['rank', -1, 1],
    ['interest', -1, 1],
    ['hour', -1, 1],
    ['load time', -1, 1],
  ],
  hidden: [['chance', 0, 1]],
  value: ([length, fit, rank, interest, hour, load, chance]) => {
    const helps = 0.8 * length! + 0.6 * fit! * interest! + 0.4 * interest!;
    const hinders = 0.3 * rank! + 0.3 * hour! * hour! + 0.2 * load!;
    return 30 * Math.exp(helps - hinders) * (-Math.log1p(-chance!)) ** (1 / SHAPE);
  },
};
