/** Lines, two spaces further in. */
export const indent = (lines: readonly string[]): readonly string[] =>
  lines.map((line) => (line === '' ? line : `  ${line}`));

/** A block with a head: 'for (…)', 'fn f()'. */
export const block = (head: string, lines: readonly string[]): readonly string[] => [
  `${head} {`,
  ...indent(lines),
  '}',
];
