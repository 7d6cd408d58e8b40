import { newNames } from './names.js';

/** What Black allows a line. */
export const width = 88;

/** Lines of Python being written, at some depth. */
export interface Writer {
  readonly lines: string[];
  readonly indent: string;
  line(text: string): void;
  /** A name that nothing else here has. */
  name(stem: string): string;
  /** The same lines, one step deeper. */
  deeper(): Writer;
}

export function newWriter(reserved: readonly string[], words: (text: string) => string): Writer {
  const lines: string[] = [];
  const name = newNames(reserved);
  const at = (depth: string): Writer => ({
    lines,
    indent: depth,
    line: (text) => {
      lines.push(words(`${depth}${text}`));
    },
    name,
    deeper: () => at(`${depth}    `),
  });
  return at('    ');
}

/** A call, a dict or a list of parameters on as few lines as Black would take; a dict has one line, or one for each entry. */
export function fitted(indent: string, open: string, parts: readonly string[], close: string): string {
  const joined = parts.join(', ');
  const flat = `${indent}${open}${joined}${close}`;
  if (flat.length <= width) return flat;
  const inner = `${indent}    `;
  if (close !== '}' && inner.length + joined.length <= width)
    return `${indent}${open}\n${inner}${joined}\n${indent}${close}`;
  return `${indent}${open}\n${parts.map((part) => `${inner}${part},`).join('\n')}\n${indent}${close}`;
}
