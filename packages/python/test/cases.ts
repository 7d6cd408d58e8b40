import { type Loss, links, losses } from '../src/index.js';

const rows = [
  [0.5, -1, 2],
  [1, 3, 0.25],
];

/** Losses of every shape with data for them. */
export const cases: readonly (readonly [name: string, loss: Loss, data: object])[] = [
  [
    'scores',
    losses.matching(links.exp({ rate: 0.8 })),
    {
      predicted: [
        [1, 2],
        [3, 4],
      ],
      target: [
        [1.5, 2],
        [-1, 0],
      ],
      weight: [2, 0.5],
      mask: [
        [true, false],
        [true, true],
      ],
    },
  ],
  [
    'labels',
    losses.softmax({ target: 'label' }),
    {
      predicted: rows,
      target: [2, 0],
      weight: [1, 3],
      mask: [
        [true, false, true],
        [true, true, true],
      ],
    },
  ],
  [
    'rows',
    losses.perClass(links.sinh()),
    {
      predicted: rows,
      target: [
        [1, 1, 1],
        [0, 0, 0],
      ],
      mask: [true, false],
    },
  ],
  [
    'lists',
    losses.pairwise(links.sigmoid()),
    {
      predicted: rows,
      target: [
        [3, 2, 1],
        [0, 1, 2],
      ],
    },
  ],
  [
    'preferences',
    losses.preference(links.sigmoid(), { beta: 0.5 }),
    {
      predicted: [
        [1, 2],
        [3, 1],
      ],
      reference: [
        [0, 1],
        [1, 1],
      ],
    },
  ],
];

/** Values as Python writes them. */
export const pythonOf = (value: unknown): string =>
  JSON.stringify(value).replaceAll('null', 'None').replaceAll('true', 'True').replaceAll('false', 'False');

/** Data as arguments of a call. */
export const argumentsOf = (data: object, text: (value: unknown) => string = pythonOf): string =>
  Object.entries(data)
    .map(([name, value]) => `${name}=${text(value)}`)
    .join(', ');
