/** Statements of WGSL as lines. */
export type Lines = readonly string[];

const indent = (lines: Lines): Lines => lines.map((line) => (line === '' ? line : `  ${line}`));

/** A block with a head: 'for (…)', 'fn f()'. */
export const block = (head: string, lines: Lines): Lines => [`${head} {`, ...indent(lines), '}'];

/** What a loop goes along: a variable, from, to (exclusive), and by which step. */
export interface Range {
  readonly variable: string;
  readonly from: string;
  readonly to: string;
  readonly step: string;
}

export const forLoop = ({ variable, from, to, step }: Range, lines: Lines): Lines =>
  block(`for (var ${variable} = ${from}; ${variable} < ${to}; ${variable} += ${step})`, lines);

export const ifThen = (condition: string, lines: Lines): Lines => block(`if (${condition})`, lines);

export const assign = (variable: string, value: string): string => `${variable} = ${value};`;
