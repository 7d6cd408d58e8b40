/** What a module consists of, from top to bottom. */
export interface ModuleParts {
  readonly doc: string;
  readonly imports: readonly string[];
  readonly constants: readonly string[];
  /** Functions and classes. */
  readonly definitions: readonly string[];
}

/** The text of a module as Black would leave it. */
export function moduleText({ doc, imports, constants, definitions }: ModuleParts): string {
  const head = [
    `"""${doc}"""`,
    ['from __future__ import annotations', '', ...imports].join('\n'),
    ...(constants.length > 0 ? [constants.join('\n')] : []),
  ];
  return `${[head.join('\n\n'), ...definitions].join('\n\n\n')}\n`;
}
