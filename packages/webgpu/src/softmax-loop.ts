import { type Accumulator, accumulate, declared } from './accumulator.js';
import { blockLength, inBlock, partOf } from './blocks.js';
import { assign, block, ifThen, type Lines, type Range } from './statements.js';

const part = ({ name }: Accumulator) => inBlock(name);
const center = ({ name }: Accumulator) => `${name}_center`;

/** One class: the chunks end before one that does not fit them. */
const classLines = (softmaxes: readonly Accumulator[], others: readonly Accumulator[], lines: Lines): Lines => [
  ...lines,
  ...softmaxes.flatMap((one) => ifThen(`is_wide(${part(one)}, ${one.value}${one.more})`, ['break;'])),
  ...softmaxes.map((one) => assign(part(one), `with_class(${part(one)}, ${one.value}${one.more})`)),
  ...others.map((one) => accumulate(one, part(one), one.value)),
];

/**
 * A loop with softmaxes, whose classes are gathered in chunks (see online-softmax.ts). The next one begins with a class that does not
 * fit. A chunk about a center too far off is gathered again about its mean; where that is of no use, its first class is taken alone.
 * Maxima, in `steps`, do not mind to meet a class twice.
 */
export function softmaxLoop(
  range: Range,
  accumulators: readonly Accumulator[],
  ending: string,
  lines: Lines,
  steps: Lines,
): Lines {
  const { variable, step } = range;
  const [first, end, tries] = [inBlock(variable), `${variable}_end`, `${variable}_tries`];
  const softmaxes = accumulators.filter(({ kind }) => kind === 'softmax');
  const others = accumulators.filter(({ kind }) => kind !== 'softmax');
  const again = [assign(end, `select(${variable}, ${first} + 1u, ${tries} == 1u)`), `${tries} += 1u;`, 'continue;'];
  return [
    ...softmaxes.map((one) => `var ${center(one)} = no_center;`),
    `var ${tries} = 0u;`,
    `var ${end} = 0u;`,
    ...block(`for (var ${first} = ${range.from}; ${first} < ${range.to};)`, [
      ...ifThen(`${tries} == 0u`, [assign(end, partOf(range, blockLength, first).to)]),
      ...softmaxes.map((one) => `var ${part(one)} = no_chunk(${center(one)});`),
      ...declared(others, inBlock('')),
      `var ${variable} = ${first};`,
      ...block(`for (; ${variable} < ${end}; ${variable} += ${step})`, [
        ...classLines(softmaxes, others, lines),
        ...steps,
      ]),
      ...softmaxes.map((one) =>
        assign(center(one), `select(center_of(${part(one)}${one.more}), no_center, ${tries} == 1u)`),
      ),
      // A class alone is taken as it is: what its difference lost makes a spread of nothing but rounding.
      ...ifThen(`(${softmaxes.map((one) => `is_off(${part(one)})`).join(' | ')}) & (${tries} < 2u)`, again),
      assign(tries, '0u'),
      ...softmaxes.map((one) => accumulate(one, `${one.name}${ending}`, `softmax_of(${part(one)}${one.more})`)),
      ...others.map((one) => accumulate(one, `${one.name}${ending}`, part(one))),
      assign(first, variable),
    ]),
  ];
}
