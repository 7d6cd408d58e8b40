import { InvalidArgumentError } from 'commander';

/** A finite number, as an option holds it. */
export function toNumber(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value)) return value;
  throw new InvalidArgumentError('It must be a finite number.');
}

/** Numbers with commas between them. */
export const toNumbers = (text: string): readonly number[] => text.split(',').map(toNumber);

/** Words with commas between them. */
export const toWords = (text: string): readonly string[] => text.split(',');

/** What was given of these, without keys that were left out: core's functions tell those apart. */
export const given = <Options extends object>(options: Options): Options =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as Options;
