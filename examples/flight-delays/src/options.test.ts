import { expect, test } from 'vitest';
import { OptionError, readOptions } from './options.js';

test('defaults', () => {
  expect(readOptions([])).toEqual({ seeds: 5, epochs: 8, split: 'test', json: false, help: false });
});

test('quick lowers what is not given', () => {
  expect(readOptions(['--quick', '--seeds', '3'])).toMatchObject({ seeds: 3, epochs: 1 });
});

test('a separator handed on by pnpm is ignored', () => {
  expect(readOptions(['--', '--json']).json).toBe(true);
});

test.each([
  [['--seeds', '0'], /--seeds takes a whole number from 1 to 50, not '0'/],
  [['--seeds', 'five'], /not 'five'/],
  [['--epochs', '1.5'], /--epochs takes a whole number/],
  [['--split', 'train'], /--split takes 'test' or 'validation', not 'train'/],
  [['--picture', 'plot.png'], /must end in \.svg: 'plot\.png'/],
  [['--out', ''], /--out takes a folder/],
  [['--speed'], /Unknown option '--speed'/],
  [['--seeds'], /argument missing/],
  [['report'], /Unexpected argument 'report'/],
])('%j is refused', (args, message) => {
  expect(() => readOptions(args)).toThrow(OptionError);
  expect(() => readOptions(args)).toThrow(message);
});
