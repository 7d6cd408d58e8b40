import papaparse from 'papaparse';

/** What was found in a text, or why nothing was. */
export type ReadScores =
  | { readonly values: readonly number[]; readonly column: string; readonly leftOut: number }
  | { readonly problem: string };

const mostScores = 1_000_000;
export const largestScore = 1e15;

const isNumber = (cell: string | undefined): boolean =>
  cell !== undefined && cell.trim() !== '' && Number.isFinite(Number(cell));

/** The column whose name is 'score', else the one with the most numbers; the first of equals. */
function columnOf(rows: readonly (readonly string[])[], head: readonly string[] | undefined): number {
  const named = head?.findIndex((name) => /^scores?$/i.test(name.trim())) ?? -1;
  if (named >= 0) return named;
  const width = Math.max(...rows.slice(0, 1000).map((row) => row.length));
  const numbers = Array.from({ length: width }, (_, column) => rows.filter((row) => isNumber(row[column])).length);
  return numbers.indexOf(Math.max(...numbers));
}

/** Scores from a text: numbers one a line or in a line, or a table with or without a head, by comma, semicolon or tab. */
export function readCsv(text: string): ReadScores {
  const { data } = papaparse.parse<string[]>(text.trim(), {
    skipEmptyLines: 'greedy',
    delimitersToGuess: [',', ';', '\t', ' ', '|'],
  });
  const rows = data.length === 1 ? (data[0] as string[]).map((cell) => [cell]) : data;
  if (rows.length === 0)
    return { problem: 'There is nothing to read. Give numbers, one a line, or a table with commas.' };
  const first = rows[0] as string[];
  const head = first.some(isNumber) ? undefined : first;
  const body = head === undefined ? rows : rows.slice(1);
  if (body.length === 0) return { problem: 'Only one line of words was found. Give numbers below it.' };
  const column = columnOf(body, head);
  const values = body
    .map((row) => row[column])
    .filter(isNumber)
    .map(Number);
  const name = head?.[column]?.trim() || `column ${column + 1}`;
  if (values.length < 2)
    return {
      problem: `${values.length === 0 ? 'No number was' : 'Only one number was'} found. Give at least two, with a decimal point.`,
    };
  if (values.length > mostScores)
    return { problem: `${values.length} scores are more than ${mostScores}. Give every tenth.` };
  if (values.some((value) => Math.abs(value) > largestScore))
    return { problem: `Scores beyond ±${largestScore} cannot be drawn. Give them in other units.` };
  if (values.every((value) => value === values[0]))
    return { problem: `All ${values.length} scores are ${values[0]}. Give scores that differ.` };
  return { values, column: name, leftOut: body.length - values.length };
}
