/** One that takes turns with others. */
export interface Racer {
  readonly name: string;
  readonly warm: () => Promise<void>;
  readonly sample: () => Promise<number>;
}

/** How long a race may take, and between how many rounds and how many. */
export interface Length {
  readonly seconds: number;
  readonly least: number;
  readonly most: number;
}

/**
 * Measurements by racer. They take turns, so that what else the machine does meets all of them, and every other round runs backwards, so that none
 * always comes behind the same one. How long the first takes says how many there is time for.
 */
export async function race(racers: readonly Racer[], length: Length): Promise<Record<string, number[]>> {
  for (const { warm } of racers) await warm();
  const samples = Object.fromEntries(racers.map(({ name }) => [name, [] as number[]]));
  const round = async (order: readonly Racer[]) => {
    for (const { name, sample } of order) samples[name]!.push(await sample());
  };
  const start = performance.now();
  await round(racers);
  const fitting = Math.floor((1000 * length.seconds) / (performance.now() - start));
  const rounds = Math.min(length.most, Math.max(length.least, fitting));
  for (let k = 1; k < rounds; k += 1) await round(k % 2 === 0 ? racers : racers.toReversed());
  return samples;
}
