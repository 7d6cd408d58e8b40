import type { Loss } from '@lossmith/core';
import { printLoss } from '@lossmith/core/print';

/** What a docstring cannot hold as it is. */
const escaped = (text: string) => text.replaceAll('\\', '\\\\').replaceAll('"""', '\\"\\"\\"');

/** The docstring of a module: its loss as formulas and as JSON. */
export function moduleDoc(loss: Loss, library: string): string {
  const { loss: formula, gradient } = printLoss(loss);
  const lines = [
    `A loss designed in Lossmith, for ${library}.`,
    '',
    `    loss = ${formula}`,
    `    gradient = ${gradient}`,
    '',
    'ŝ is predicted, s the target; the code is the same in forms that keep their digits.',
    'Made of:',
    '',
    `    ${JSON.stringify(loss.spec)}`,
    '',
  ];
  return escaped(lines.join('\n'));
}
