import type { PackageResult, Results, SectionResult } from './shape.js';

const rowsOf = ({ rows, ...section }: SectionResult) => `{
        ${JSON.stringify(section).slice(1, -1)},
        "rows": [
          ${rows.map((row) => JSON.stringify(row)).join(',\n          ')}
        ]
      }`;

const packageJson = ({ ran, versions, sections }: PackageResult) => `{
    "ran": ${JSON.stringify(ran)},
    "versions": ${JSON.stringify(versions)},
    "sections": [
      ${sections.map(rowsOf).join(',\n      ')}
    ]
  }`;

/** A line for each row, so that a difference shows where it is; packages by name. */
export function resultsJson(results: Results): string {
  const entries = Object.entries(results).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{\n  ${entries.map(([name, result]) => `${JSON.stringify(name)}: ${packageJson(result)}`).join(',\n  ')}\n}\n`;
}
