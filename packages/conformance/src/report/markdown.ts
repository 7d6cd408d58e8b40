import { markdownTable } from 'markdown-table';
import type { KnownDeviation } from '../deviations.js';
import { type Accuracy, accuracyOf } from './accuracy.js';
import type { Report } from './report.js';
import { percent } from './text.js';

const outputs = ['loss', 'gradient', 'hessian'] as const;

/** JSON has no infinity: it comes back as null. */
const sizeText = (size: number | null) =>
  size === null || !Number.isFinite(size) ? 'of any size' : `up to ${size} × the bar`;

/** Known deviations as a list. */
export function deviationsMarkdown({ deviations }: Pick<Accuracy, 'deviations'>): string {
  const line = ({ case: id, output, size, reason, reference }: KnownDeviation) =>
    `- \`${id}\`${output === undefined ? '' : `, ${output}`}: ${sizeText(size)}. ${reason} (${reference}).`;
  return deviations.map(line).join('\n');
}

/** The largest errors of a backend by family, with the points where they occur. */
export function accuracyMarkdown({ families }: Accuracy): string {
  const rows = Object.entries(families).map(([family, row]) => {
    const [worst] = Object.values(row).sort((x, y) => y.share - x.share);
    const shares = outputs.map((name) => percent(row[name]?.share));
    return [family, ...shares, worst?.ulp.toPrecision(2) ?? '', worst?.at ?? ''];
  });
  return markdownTable([['loss', ...outputs, 'ulp', 'largest error at'], ...rows], {
    align: ['l', 'r', 'r', 'r', 'r', 'l'],
  });
}

/** A report as Markdown. */
export function reportMarkdown(report: Report): string {
  const { backend, precision, passed, cases } = report;
  const failed = cases.filter(({ status }) => status === 'failed');
  const accuracy = accuracyOf(report);
  return [
    `## ${backend}, ${precision}`,
    `${passed ? 'Conforms' : 'Does not conform'}: ${cases.length - failed.length} of ${cases.length} cases.`,
    accuracyMarkdown(accuracy),
    ...(accuracy.deviations.length === 0 ? [] : [`Known deviations:\n\n${deviationsMarkdown(accuracy)}`]),
    ...failed.map(({ id, faults }) =>
      [`- **\`${id}\`**`, ...faults.slice(0, 3).map(({ message }) => `  - ${message}`)].join('\n'),
    ),
  ].join('\n\n');
}
