import { describe, expect, test, vi } from 'vitest';
import type { Program } from '../src/backend.js';
import * as backend from '../src/backend.js';
import type { Expression } from '../src/expressions/expression.js';
import * as core from '../src/index.js';
import { links, losses, parseLoss } from '../src/index.js';

/** A value as a package of another release would make it. */
const changed = <Value extends object>(value: Value, change: object): Value => ({ ...value, ...change });

const loss = losses.matching(links.sinh({ rate: 0.5 }));
const inputs = { predicted: [1, 2], target: [1.5, 2] };
const reference = backend.referenceBackend();
const newerLoss = changed(loss, { version: 2 });
const newerBackend = changed(reference, { name: 'tfjs (wasm)', contract: 2 });

/** A loss, its gradient through an operation that no core has yet. */
const unheard: Expression = { op: 'lambertW' as 'exp', args: [expressionOf('predicted')], axes: '' };
const withUnheard = changed(loss, {
  expressions: { ...loss.expressions, gradient: unheard },
  plainGradient: unheard,
});

function expressionOf(name: string): Expression {
  return { op: 'input', args: [], axes: '', name };
}

const upgrade = 'install all @lossmith packages in one version';
const knowsOne = 'this @lossmith/core knows 1';

describe('what another release brings and this one does not know is refused, before any work', () => {
  const cases: readonly [name: string, run: () => unknown, message: string][] = [
    ['a newer loss, evaluated', () => core.evaluate(newerLoss, inputs), `the loss has version 2, ${knowsOne}`],
    ['a newer loss, compiled', () => backend.compileLoss(reference, newerLoss), `the loss has version 2, ${knowsOne}`],
    [
      'a newer loss, for a kernel',
      () => backend.kernelProgramOptions(newerLoss, {}, { parameters: 'inputs' }),
      `the loss has version 2, ${knowsOne}`,
    ],
    [
      'a newer link',
      () => losses.matching(changed(links.exp(), { version: 2 })),
      `the link has version 2, ${knowsOne}`,
    ],
    [
      'a backend of another contract',
      () => backend.compileLoss(newerBackend, loss),
      `the contract of tfjs (wasm) has version 2, ${knowsOne}`,
    ],
    [
      'a backend that names no contract',
      () => backend.compileLoss(changed(reference, { name: 'mine', contract: undefined }), loss),
      `the contract of mine has version undefined, ${knowsOne}`,
    ],
    ['a newer program', () => runNewerProgram(), `the program has version 2, ${knowsOne}`],
    [
      'an operation of a newer core, evaluated',
      () => core.evaluate(withUnheard, inputs),
      'evaluate does not know the operation lambertW',
    ],
    [
      'an operation of a newer core, compiled',
      () => backend.compileLoss(reference, withUnheard),
      'reference (float64) does not know the operation lambertW',
    ],
    [
      'a primitive operation that an older backend lacks',
      () => backend.compileLoss(without('exp'), loss),
      'older does not know the operation exp',
    ],
    [
      'an operation of a newer core, differentiated',
      () => backend.tensorOutputs(changed(withUnheard, { coupled: true }), 1, { weight: false }),
      'differentiate does not know the operation lambertW',
    ],
  ];

  test.each(cases)('%s', (_, run, what) => {
    expect(run).toThrow(
      expect.objectContaining({ name: 'LossmithError', lossmith: 'version', message: `${what}; ${upgrade}` }),
    );
  });

  test('JSON of a newer format, with its place', () => {
    const json = JSON.stringify({ version: 2, ...loss.spec });
    expect(() => parseLoss(json)).toThrow('version: 2 is unknown; this @lossmith/core reads 1: install a newer one');
  });
});

function runNewerProgram(): unknown {
  const program: Program = changed(backend.compileLoss(reference, loss), { version: 2 });
  return reference.emit(program).run({ examples: 2, items: 1, data: inputs });
}

type Reference = typeof reference;

function without(op: string): Reference {
  const lowerings = Object.fromEntries(Object.entries(reference.lowerings).filter(([name]) => name !== op));
  return changed(reference, { name: 'older', lowerings });
}

describe('two copies of core in one tree', () => {
  const copy = async () => {
    vi.resetModules();
    return { core: await import('../src/index.js'), backend: await import('../src/backend.js') };
  };

  test('one evaluates, compiles and composes what the other makes, to the same bits', async () => {
    const other = await copy();
    expect(other.core.links.sinh).not.toBe(links.sinh);
    expect(other.core.evaluate(loss, inputs)).toEqual(core.evaluate(loss, inputs));
    expect(other.backend.compileLoss(reference, loss)).toEqual(backend.compileLoss(reference, loss));
    const [mixed, own] = [other.core.losses, losses].map((made) =>
      made.compositeSoftmax(links.sum([links.exp(), links.identity()]), { form: 'matching' }),
    );
    const rows = { predicted: [[1, 2]], target: [[2, 0]] };
    expect(other.core.evaluate(mixed as never, rows)).toEqual(core.evaluate(own as never, rows));
  });

  test('errors of one are known to the other', async () => {
    const other = await copy();
    const caught = (() => {
      try {
        return other.core.evaluate(newerLoss, inputs);
      } catch (error) {
        return error;
      }
    })();
    expect(caught).not.toBeInstanceOf(core.LossmithError);
    expect(core.isLossmithError(caught) && caught.lossmith).toBe('version');
  });
});
