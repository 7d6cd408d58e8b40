import { describe, expect, test } from 'vitest';
import { goldenCases, titleOf } from '../../test/golden.js';
import { add, byArithmetic, constant, exp, input, multiply, parameter } from '../expressions/build.js';
import { primitives } from '../operations/operations.js';
import { parseLoss } from '../parse-loss.js';
import { referenceBackend } from '../reference/reference.js';
import { compileFor } from './compile-for.js';
import { lossOutputs } from './loss-outputs.js';

const backend = referenceBackend();
const lowerings = Object.fromEntries(Object.entries(backend.lowerings).filter(([op]) => op in primitives));
const plain = { ...backend, lowerings: lowerings as typeof backend.lowerings };
const outputs = (spec: unknown) =>
  lossOutputs(parseLoss(spec), ['loss', 'gradient', 'hessian'], { weight: true, mask: '' });

test('equal expressions stand in a program once', () => {
  const twice = multiply(exp(add(input('x'), 1)), exp(add(input('x'), 1)));
  const y = { expression: twice, axes: '' } as const;
  const { instructions, outputs: places } = compileFor(backend, { y, again: y }, { precision: 'float64' });
  expect(instructions.map(({ op }) => op)).toEqual(['input', 'constant', 'add', 'exp', 'multiply']);
  expect(places.y).toEqual(places.again);
});

test('zero and minus zero stay apart', () => {
  const y = { expression: add(multiply(input('x'), 0), multiply(input('x'), -0)), axes: '' } as const;
  const { instructions } = compileFor(backend, { y }, { precision: 'float64' });
  expect(instructions.filter(({ op }) => op === 'constant')).toHaveLength(2);
});

/** JSON that tells NaN, infinities and −0 apart. */
const written = (data: unknown) =>
  JSON.stringify(data, (_, value) =>
    typeof value === 'number' ? (Object.is(value, -0) ? '-0' : String(value)) : value,
  );
const losses = new Map(goldenCases.map((golden) => [titleOf(golden), golden.loss]));

describe.each([...losses])('%s', (_, spec) => {
  test.each(['float32', 'float64'] as const)(
    'compiles to the same plain data of primitives every time, %s',
    (precision) => {
      const program = compileFor(plain, outputs(spec), { precision });
      expect(written(compileFor(plain, outputs(spec), { precision }))).toBe(written(program));
      expect(written(structuredClone(program))).toBe(written(program));
      expect(program.instructions.filter(({ op }) => !(op in primitives))).toEqual([]);
      expect(new Set(program.instructions.map(written)).size).toBe(program.instructions.length);
      expect(program.instructions.every(({ args }, k) => args.every((place) => place < k))).toBe(true);
      expect(program.parameters).toEqual([]);
    },
  );
});

test('parameters become constants unless they are left open', () => {
  const y = { expression: multiply(input('x'), parameter('rate', 3)), axes: '' } as const;
  const bound = compileFor(backend, { y }, { precision: 'float64' });
  expect(bound.parameters).toEqual([]);
  expect(bound.instructions).toContainEqual({ ...constant(3) });
  const open = compileFor(backend, { y }, { precision: 'float64', parameters: ['rate'] });
  expect(open.parameters).toEqual([{ name: 'rate', value: 3 }]);
});

test('of two forms the shorter one is taken for float32 results of float64 arithmetic alone', () => {
  const y = { expression: byArithmetic(exp(input('x')), input('x')), axes: '' } as const;
  const opsOf = (arithmetic: 'float32' | 'float64', precision: 'float32' | 'float64') =>
    compileFor({ ...plain, arithmetic }, { y }, { precision }).instructions.map(({ op }) => op);
  expect(opsOf('float64', 'float32')).toEqual(['input']);
  expect(opsOf('float64', 'float64')).toEqual(['input', 'exp']);
  expect(opsOf('float32', 'float32')).toEqual(['input', 'exp']);
});

test('a program is frozen throughout', () => {
  const program = compileFor(backend, { y: { expression: input('x'), axes: '' } }, { precision: 'float64' });
  for (const part of [program, program.instructions, program.outputs, program.inputs, program.parameters]) {
    expect(Object.isFrozen(part)).toBe(true);
  }
});
