import { describe, expect, test } from 'vitest';
import { evaluate } from '../evaluate.js';
import * as links from '../links/index.js';
import type { Link } from '../links/link.js';
import { expansions } from '../operations/expansions.js';
import type { Lowerings } from '../programs/backend.js';
import { compileLoss } from '../programs/compile-loss.js';
import { referenceBackend } from '../reference/reference.js';
import { compositeSoftmax } from './composite-softmax.js';
import type { Loss } from './loss.js';
import { softmax } from './softmax.js';

const { exp: e, log } = Math;
const none = -Infinity;
type Rows = readonly (readonly number[])[];

interface Results {
  readonly loss: number[];
  readonly gradient: number[];
  readonly hessian: number[];
}

type Data = {
  readonly predicted: Rows;
  readonly target: Rows | readonly number[];
  readonly mask?: Rows;
};

/** A backend that has primitive operations alone and rounds every step to float32. */
const plain = referenceBackend('float32');
const float32 = {
  ...plain,
  lowerings: Object.fromEntries(
    Object.entries(plain.lowerings).filter(([op]) => !Object.hasOwn(expansions, op)),
  ) as unknown as Lowerings<never, never>,
};

function inFloat32(loss: Loss, { predicted, target, mask }: Data): Results {
  const outputs = ['loss', 'gradient', 'hessian'] as const;
  const program = compileLoss(float32, loss, { outputs, ...(mask === undefined ? {} : { mask: 'i' as const }) });
  const data = { predicted: predicted.flat(), target: target.flat(), ...(mask && { mask: mask.flat() }) };
  const results = float32.emit(program).run({ examples: predicted.length, items: predicted[0]?.length ?? 0, data });
  return Object.fromEntries(outputs.map((name) => [name, Array.from(results[name] ?? [])])) as unknown as Results;
}

function inFloat64(loss: Loss, data: Data): Results {
  const { loss: losses, gradient, hessian } = evaluate(loss, data);
  return { loss: Array.from(losses), gradient: Array.from(gradient), hessian: Array.from(hessian) };
}

function expectClose(actual: readonly number[], expected: readonly number[], tolerance: number) {
  expect(actual).toHaveLength(expected.length);
  actual.forEach((value, k) => {
    const wanted = expected[k] as number;
    if (Number.isFinite(wanted))
      expect(Math.abs(value - wanted)).toBeLessThanOrEqual(tolerance * (1 + Math.abs(wanted)));
    else expect(value).toBe(wanted);
  });
}

function check(loss: Loss, data: Data, expected: Partial<Results>, single = 4e-6) {
  for (const [run, tolerance] of [
    [inFloat64, 1e-13],
    [inFloat32, single],
  ] as const) {
    const results = run(loss, data);
    for (const name of ['loss', 'gradient', 'hessian'] as const) {
      expect(results[name], name).not.toContain(Number.NaN);
      const wanted = expected[name];
      if (wanted !== undefined) expectClose(results[name], wanted, tolerance);
    }
  }
}

const sigma = 1 / (1 + e(-1));
const labels = softmax({ target: 'label' });
const probabilities = softmax({ target: 'probability' });

describe('softmax: −∞ is a class of probability 0, +∞ one of probability 1', () => {
  test.each<[string, Loss, Data, Partial<Results>]>([
    [
      'a probability on the others',
      probabilities,
      { predicted: [[none, 0]], target: [[0, 1]] },
      { loss: [0], gradient: [0, 0], hessian: [0, 0] },
    ],
    [
      'a probability on it',
      probabilities,
      { predicted: [[none, 0, 1]], target: [[0.25, 0.25, 0.5]] },
      { loss: [Infinity], gradient: [-0.25, 0.75 - sigma, sigma - 0.5] },
    ],
    [
      'a label among the others',
      labels,
      { predicted: [[none, 0, 1]], target: [1] },
      { loss: [log(1 + e(1))], gradient: [0, -sigma, sigma] },
    ],
    [
      'a label on it',
      labels,
      { predicted: [[none, 0, 1]], target: [0] },
      { loss: [Infinity], gradient: [-1, 1 - sigma, sigma] },
    ],
    ['a label at +∞', labels, { predicted: [[Infinity, 0]], target: [0] }, { loss: [0], gradient: [0, 0] }],
    ['a label beside +∞', labels, { predicted: [[Infinity, 0]], target: [1] }, { loss: [Infinity], gradient: [1, -1] }],
    [
      'two classes at +∞',
      labels,
      { predicted: [[Infinity, Infinity, 0]], target: [0] },
      { loss: [log(2)], gradient: [-0.5, 0.5, 0] },
    ],
    [
      'a probability at +∞',
      probabilities,
      { predicted: [[Infinity, 0]], target: [[1, 0]] },
      { loss: [0], gradient: [0, 0] },
    ],
    [
      'scores, a prediction of −∞',
      softmax(),
      { predicted: [[none, 0, 0]], target: [[1, 1, 1]] },
      { loss: [Infinity], gradient: [-1 / 3, 1 / 6, 1 / 6] },
    ],
  ])('%s', (_, loss, data, expected) => check(loss, data, expected));

  test('scores, −∞ on both sides: as without that class', () => {
    const without = inFloat64(softmax(), { predicted: [[0, 1]], target: [[0.5, 0.25]] });
    const { gradient, hessian } = without;
    const expected = { ...without, gradient: [0, ...gradient], hessian: [0, ...hessian] };
    check(softmax(), { predicted: [[none, 0, 1]], target: [[none, 0.5, 0.25]] }, expected);
  });

  test('scores, a target of −∞: what the model gives that class is lost', () => {
    const expected = { loss: [log(1.5)], gradient: [1 / 3, -1 / 6, -1 / 6] };
    // The class is taken for e⁻²⁰⁰ as likely as the model has it: exponents of 200 leave 200·2⁻²³ in float32.
    check(softmax(), { predicted: [[0, 0, 0]], target: [[none, 2, 2]] }, expected, 200 * 2 ** -23);
  });

  const nothing = { loss: [0], gradient: [0, 0], hessian: [0, 0] };
  const empty = [[none, none]];
  test.each<[string, Loss, Data]>([
    ['labels', labels, { predicted: empty, target: [1] }],
    ['probabilities', probabilities, { predicted: empty, target: [[0.5, 0.5]] }],
    ['scores', softmax(), { predicted: empty, target: [[1, 2]] }],
    ['scores on both sides', softmax(), { predicted: empty, target: empty }],
    ['what a mask leaves', labels, { predicted: [[none, 5]], target: [0], mask: [[1, 0]] }],
  ])('a row of nothing else is as if masked: %s', (_, loss, data) => check(loss, data, nothing));

  test('a NaN beside −∞ stays in its row', () => {
    const { loss, gradient } = inFloat64(labels, {
      predicted: [
        [none, Number.NaN],
        [none, 0],
      ],
      target: [1, 1],
    });
    expect(loss).toEqual([Number.NaN, 0]);
    expect(gradient.slice(2).map(Math.abs)).toEqual([0, 0]);
  });
});

/** What is true of a class at −∞ by its transform, T(−∞) being −∞ or a number. */
const transforms: readonly [name: string, transform: Link, end: number, slope: number][] = [
  ['identity', links.identity({ rate: 0.5 }), none, 0.5],
  ['sinh', links.sinh(), none, Infinity],
  ['asinh', links.asinh(), none, 0],
  ['power', links.power({ exponent: 3 }), none, Infinity],
  ['mirror(exp)', links.mirror(links.exp()), none, Infinity],
  ['sum(identity, exp)', links.sum([links.identity(), links.exp()]), none, 1],
  [
    'piecewiseLinear',
    links.piecewiseLinear({
      knots: [
        [0, 0],
        [1, 1],
        [2, 3],
      ],
    }),
    none,
    1,
  ],
  [
    'monotoneCubic',
    links.monotoneCubic({
      knots: [
        [0, 0],
        [1, 1],
        [2, 3],
      ],
    }),
    none,
    1,
  ],
  ['exp', links.exp(), 0, 0],
  ['softplus', links.softplus(), 0, 0],
  ['sigmoid', links.sigmoid(), 0, 0],
  ['tanh', links.tanh(), -1, 0],
  ['arctan', links.arctan(), -Math.PI / 2, 0],
  ['softsign', links.softsign(), -1, 0],
  ['erf', links.erf(), -1, 0],
  ['clip', links.clip({ threshold: 2 }), -2, 0],
  [
    'piecewiseLinear, flat to the left',
    links.piecewiseLinear({
      knots: [
        [0, 1],
        [1, 1],
        [2, 3],
      ],
    }),
    1,
    0,
  ],
  ['fromSensitivity', links.fromSensitivity({ regions: [{ from: 0, to: 3, gain: 1 }] }), 0, 0],
];

describe.each(transforms)('divergence under %s: −∞ is a class at T(−∞)', (_, transform, end, slope) => {
  const form = { form: 'divergence' } as const;
  const scores = [0, 1];
  const at = (z: number) =>
    inFloat64(compositeSoftmax(transform, { ...form, target: 'label' }), { predicted: [[z, 0]], target: [1] });
  /** e^T of a score beside that of 0, from the loss of a row of the two. */
  const weight = (z: number) => Math.expm1(at(z).loss[0] as number);
  const weightOfNone = Number.isFinite(end) ? weight(-1e30) : 0;
  const others = scores.map(weight);
  const total = others.reduce((sum, w) => sum + w, weightOfNone);

  test('labels of others', () => {
    const loss = compositeSoftmax(transform, { ...form, target: 'label' });
    const q = (others[0] as number) / total;
    check(loss, { predicted: [[none, ...scores]], target: [1] }, { loss: [-log(q)] });
    for (const run of [inFloat64, inFloat32]) {
      const { gradient, hessian } = run(loss, { predicted: [[none, ...scores]], target: [1] });
      expect(Math.abs(gradient[0] as number) + Math.abs(hessian[0] as number)).toBeLessThan(1e-30);
    }
  });

  test('a label on it, and probabilities', () => {
    const label = compositeSoftmax(transform, { ...form, target: 'label' });
    const { loss, gradient } = inFloat32(label, { predicted: [[none, ...scores]], target: [0] });
    expectClose(loss, [-log(weightOfNone / total)], 4e-6);
    expectClose([gradient[0] as number], [end === none && slope > 0 ? -slope : 0], 4e-6);
    const both = compositeSoftmax(transform, { ...form, target: 'probability' });
    check(
      both,
      { predicted: [[none, ...scores]], target: [[0, 1, 0]] },
      { loss: [-log((others[0] as number) / total)] },
    );
  });

  test('scores, on both sides and on one', () => {
    const loss = compositeSoftmax(transform, form);
    const [same, off] = [
      [none, ...scores],
      [none, 1, 0],
    ];
    check(loss, { predicted: [same], target: [same] }, { loss: [0], gradient: [0, 0, 0] });
    check(loss, { predicted: [off], target: [same] }, {});
    check(loss, { predicted: [[0, ...scores]], target: [same] }, {});
    const ruledOut = inFloat64(loss, { predicted: [same], target: [[0, ...scores]] });
    expect(ruledOut.loss[0] === Infinity).toBe(end === none);
    expect(ruledOut.loss[0]).not.toBeNaN();
  });
});

test('the matching form under exp has a class at T(−∞) = 0', () => {
  const loss = compositeSoftmax(links.exp(), { form: 'matching' });
  const [near, far] = [-1e30, none].map((z) => inFloat64(loss, { predicted: [[z, 0, 1]], target: [[z, 1, 0.5]] }));
  expect(far).toEqual(near);
});
