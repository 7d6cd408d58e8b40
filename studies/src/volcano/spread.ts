import { spreadOfStarts } from '@lossmith/core/design';
import { contenders } from '@lossmith-examples/volcano/contenders';
import { edgeOf } from '@lossmith-examples/volcano/measure';
import type { Terrain } from '@lossmith-examples/volcano/terrain';
import { rounded } from '../rounded.js';
import { MIDDLE, STARTS, type Trained } from './crossed.js';

/** In what networks differ. */
export type Source = 'starts' | 'surveys' | 'best starts' | 'resamples';

/** How far networks lie apart, in metres. */
export interface Spread {
  readonly contender: string;
  readonly strength: number;
  readonly source: Source;
  readonly inside: number;
  readonly outside: number;
}

type Maps = readonly Float32Array[];

/** Variances are averaged over groups, of networks that differ in nothing else. */
function pooled(groups: readonly Maps[], terrain: Terrain): Pick<Spread, 'inside' | 'outside'> {
  const each = groups.map((predictions) =>
    spreadOfStarts({ predictions, target: terrain.heights, edges: [edgeOf(terrain)] }),
  );
  const over = (bin: number) =>
    rounded(Math.sqrt(each.reduce((sum, bins) => sum + bins[bin]!.spread * bins[bin]!.spread, 0) / each.length));
  return { inside: over(1), outside: over(0) };
}

const groupsBy = (all: readonly Trained[], key: 'seed' | 'start'): readonly (readonly Trained[])[] =>
  [...new Set(all.map(({ run }) => run[key]))].map((value) => all.filter(({ run }) => run[key] === value));

const mapsOf = (all: readonly Trained[]): Maps => all.map(({ heights }) => heights);

const lowest = (all: readonly Trained[]): Trained =>
  all.reduce((best, one) => (one.run.training < best.run.training ? one : best));

/** Of networks of one loss and strength, from six starts on each of several surveys. */
function spreadsOf(all: readonly Trained[], terrain: Terrain): readonly Omit<Spread, 'contender' | 'strength'>[] {
  const surveys = groupsBy(all, 'seed');
  return [
    { source: 'starts', ...pooled(surveys.map(mapsOf), terrain) },
    { source: 'surveys', ...pooled(groupsBy(all, 'start').map(mapsOf), terrain) },
    { source: 'best starts', ...pooled([surveys.map((group) => lowest(group).heights)], terrain) },
  ];
}

/** Of all losses and strengths; and of resamples at the middle strength, a list of maps for each survey and loss. */
export function collectSpreads(
  trained: readonly Trained[],
  resamples: readonly (readonly Maps[])[],
  terrain: Terrain,
): readonly Spread[] {
  return contenders.flatMap(({ id, graded }, k) => {
    const own = trained.filter(({ run }) => run.contender === id && run.start < STARTS);
    const strengths = [...new Set(own.map(({ run }) => run.strength))];
    const crossed = strengths.flatMap((strength) => {
      const of = own.filter(({ run }) => run.strength === strength);
      return spreadsOf(of, terrain).map((spread) => ({ contender: id, strength, ...spread }));
    });
    const setting = { contender: id, strength: graded ? MIDDLE : 0, source: 'resamples' } as const;
    const maps = resamples.map((survey) => survey[k]!);
    return [...crossed, { ...setting, ...pooled(maps, terrain) }];
  });
}
