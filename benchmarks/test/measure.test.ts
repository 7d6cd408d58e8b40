import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { compare } from '../src/compare.js';
import { comparisonMarkdown, surelyAbove } from '../src/comparison-table.js';
import { here, measure } from '../src/measure.js';
import { tableOf } from '../src/page.js';
import { resultsJson } from '../src/results.js';
import { linesOf } from '../src/show.js';

const made = (name: string) => fileURLToPath(new URL(`made/${name}.mjs`, import.meta.url));
const short = { seconds: 0, least: 3, most: 3 };

test('what candidates report is kept by round, shown, and written so that it reads back', async () => {
  const lines: string[] = [];
  const result = await measure(made('older'), here(), short, (section, row) => lines.push(...linesOf(section, row)));
  expect(result.versions).toEqual({ 'a peer': '1.2' });
  expect(result.sections[0]!.rows[0]).toEqual({
    task: 'one',
    samples: { mine: [1, 2, 3], theirs: [4, 4, 4] },
    missing: { absent: 'not installed' },
  });
  expect(lines.map((line) => line.trim())).toEqual([
    'one                mine 2.00 ± 0.50 MB, theirs 4.00 ± 0.00 MB',
    'mine ÷ theirs: 0.500 ± 0.125',
    'left out: absent (not installed)',
    'two                mine 2.00 ± 0.00 MB, mine, once 7.00 ± 0.00 MB, theirs 4.00 ± 0.00 MB',
    'mine ÷ theirs: 0.500 ± 0.000',
    'bar mine ÷ theirs ≤ 0.4: 0.500, missed',
    'gone               mine 1.00 ± 0.00 MB',
  ]);
  expect(JSON.parse(resultsJson({ made: result }))).toEqual({ made: result });
  expect(tableOf(result.sections[0]!)).toBe(
    [
      '| | mine, MB | mine, once, MB | theirs, MB | absent, MB | mine ÷ theirs | mine ÷ absent |',
      '| :- | -: | -: | -: | -: | -: | -: |',
      '| one | 2.00 ± 0.50 | | 4.00 ± 0.00 | not installed | 0.500 ± 0.125 | |',
      '| two | 2.00 ± 0.00 | 7.00 ± 0.00 | 4.00 ± 0.00 | | 0.500 ± 0.000 | |',
      '| gone | 1.00 ± 0.00 | | | | | |',
      '',
    ].join('\n'),
  );
});

test('a section that cannot run says why in the place of its table', async () => {
  const { sections } = await measure(made('older'), here(), short, () => {});
  expect(sections[1]).toMatchObject({ missing: 'no such device', rows: [] });
  expect(tableOf(sections[1]!)).toBe('Not measured: no such device.\n');
});

test('CPU time counts what is computed, not what is waited for; tasks are closed', async () => {
  const [, timed] = (await measure(made('newer'), here(), short, () => {})).sections;
  const [row, left] = timed!.rows;
  expect(Math.max(...row!.samples.spin!)).toBeGreaterThan(2 * Math.max(...row!.samples.rest!));
  expect(left!.samples.spin).toEqual([0, 0, 0]);
});

test('what fails as it is measured is an error that says where', async () => {
  await expect(measure(made('broken'), here(), short, () => {})).rejects.toThrow(/broken\.mjs: Error: no such kernel/);
});

test('two trees are compared task by task; what one alone has is named', async () => {
  const found = await compare([made('older'), made('newer')], 2, { seconds: 0, least: 3, most: 3 });
  expect(
    found.compared.map(({ task, candidate, older, newer, ratio }) => [task, candidate, older, newer, ratio]),
  ).toEqual([
    ['one', 'mine', 2, 3, expect.closeTo(1.5, 12)],
    ['two', 'mine', 2, 1, expect.closeTo(0.5, 12)],
  ]);
  expect(found.alone).toEqual([
    'reported, gone: older alone',
    'reported, new: newer alone',
    'timed, for 20 ms: newer alone',
    'timed, left open: newer alone',
    'reported, two, mine, once: older alone',
  ]);
  expect(surelyAbove(1.4, found)).toBe(true);
  expect(surelyAbove(1.6, found)).toBe(false);
  const lines = comparisonMarkdown('made', 'main', found).split('\n');
  expect(lines[0]).toBe('### made');
  expect(lines[4]!.replace(/ +/g, ' ')).toBe(
    '| reported | one | mine | 2.00 MB | 3.00 MB | 1.500 | 1.500 to 1.500 | slower |',
  );
  expect(lines).toContain('Not compared, older is main:');
  expect(lines).toContain('- reported, gone: older alone');
});
