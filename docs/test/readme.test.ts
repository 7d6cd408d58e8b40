import { describe, expect, test } from 'vitest';
import { blocksOf, read } from './blocks.ts';
import { examplesOf, printed } from './example.ts';

const readme = read('README.md');

describe('README.md is a door', () => {
  test('it has under 700 words', () => expect(readme.match(/\S+/g)!.length).toBeLessThan(700));

  test('the picture that comes first is that of the demo, whose own test compares it with its results', () => {
    expect(readme.indexOf('![')).toBeLessThan(readme.indexOf('\n## '));
    expect(readme).toContain('](docs/volcano.svg)');
  });

  test('the example prints what stands below it', { timeout: 60_000 }, () => {
    const [example] = examplesOf(blocksOf(readme));
    expect(printed(example!, 'readme')).toBe(example!.output);
  });
});
