// Measures one candidate. Plain JavaScript, since it runs beside what it measures, without a loader.

/** Milliseconds. CPU time counts all threads of this process, and not what others do on the machine. */
const clocks = {
  cpu() {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  },
  wall: () => performance.now(),
};

/** A sample repeats what is shorter than this, since CPU time is counted in steps of microseconds. */
const SHORTEST_SAMPLE = 5;

/** For so long a candidate runs before it is measured, until the engine has optimised it; and twice, unless that takes longer than a second. */
const [WARM_UP, LONG] = [100, 1000];

/** Milliseconds that `repeats` runs take. What answers at once is not waited for, which would take longer than some candidates. */
async function elapsed(run, clock, repeats) {
  const now = clocks[clock];
  const start = now();
  for (let k = 0; k < repeats; k += 1) {
    const answer = run();
    if (typeof answer?.then === 'function') await answer;
  }
  return now() - start;
}

function timed(run, clock) {
  let repeats = 1;
  return {
    async warm() {
      const start = performance.now();
      let runs = 0;
      let least = Number.POSITIVE_INFINITY;
      while (performance.now() < start + (runs < 2 ? LONG : WARM_UP)) {
        least = Math.min(least, await elapsed(run, 'wall', 1));
        runs += 1;
      }
      repeats = Math.max(1, Math.ceil(SHORTEST_SAMPLE / least));
    },
    async sample() {
      return (await elapsed(run, clock, repeats)) / repeats;
    },
  };
}

/** Says itself what it took: a program in another language, or one that measures memory. */
const reporting = (report) => ({ warm: async () => undefined, sample: async () => await report() });

/** A candidate of a benchmark: a function that is timed, or `{ report }`, a function that returns its measurement. */
export const candidate = (given, clock) =>
  typeof given === 'function' ? timed(given, clock) : reporting(given.report);
