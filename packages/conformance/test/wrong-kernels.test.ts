import type { Loss, LossInputs, Parameters } from '@lossmith/core';
import { type KernelOptions, referenceBackend } from '@lossmith/core/backend';
import { describe, expect, test } from 'vitest';
import subjects from '../conformance.mjs';
import { checkBackend, type Subject, type TestedKernel } from '../src/index.js';

const [reference] = subjects as readonly Subject[];
const make = reference?.createKernel as (loss: Loss, options: KernelOptions) => TestedKernel;

/** A subject whose kernels are changed. */
const subjectWith = (change: (kernel: TestedKernel) => Partial<TestedKernel>): Subject => ({
  backend: referenceBackend(),
  run: () => ({}),
  precision: 'float64',
  createKernel: (loss, options) => {
    const kernel = make(loss, options);
    return { run: kernel.run, update: kernel.update, dispose: kernel.dispose, ...change(kernel) };
  },
});

const soon = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

/** Kernels as contributors get them wrong. */
const wrong: Readonly<Record<string, readonly [RegExp, (kernel: TestedKernel) => Partial<TestedKernel>]>> = {
  'an update that forgets those before': [
    /after update of link\.\w+: /,
    (kernel) => ({
      update: (parameters: Parameters) =>
        kernel.update({ 'link.rate': 0.5, 'link.amplitude': 2.5, 'link.center': 3, ...parameters }),
    }),
  ],
  'arrays of parameters that are not copied': [
    /its array filled anew since/,
    (kernel) => {
      let given: Parameters = {};
      return {
        update: (parameters: Parameters) => {
          given = { ...given, ...parameters };
          kernel.update(parameters);
        },
        run: (inputs: LossInputs, outputs) => {
          kernel.update(given);
          return kernel.run(inputs, outputs);
        },
      };
    },
  ],
  'outputs that are given and not taken': [
    /is not in the array that was given/,
    (kernel) => ({ run: (inputs) => kernel.run(inputs) }),
  ],
  'results in one place': [
    /the arrays given, after a run without them/,
    (kernel) => {
      let place: object | undefined;
      return {
        run: (inputs, outputs) => {
          place = outputs ?? place;
          return kernel.run(inputs, place as never);
        },
      };
    },
  ],
  'data that are read late': [
    /filled anew after the call/,
    (kernel) => ({ run: (inputs, outputs) => soon().then(() => kernel.run(inputs, outputs)) }),
  ],
  'parameters that are read late': [
    /run 1 of 8 at once/,
    (kernel) => ({
      run: (inputs, outputs) => {
        const copies = Object.entries(inputs).map(([name, x]) => [
          name,
          ArrayBuffer.isView(x) ? (x as Float64Array).slice() : x,
        ]);
        return soon().then(() => kernel.run(Object.fromEntries(copies), outputs));
      },
    }),
  ],
  'a run that ends with the kernel': [
    /the kernel is disposed|disposed/,
    (kernel) => {
      let ended = false;
      return {
        run: async (inputs, outputs) => {
          const results = kernel.run(inputs, outputs);
          await soon();
          if (ended) throw new Error('disposed of while running');
          return results;
        },
        dispose: () => {
          ended = true;
          return kernel.dispose();
        },
      };
    },
  ],
  'a refused call that breaks the kernel': [
    /device lost/,
    (kernel) => {
      let lost = false;
      return {
        run: (inputs, outputs) => {
          if (lost) throw new Error('device lost');
          lost = true;
          const results = kernel.run(inputs, outputs);
          lost = false;
          return results;
        },
      };
    },
  ],
  'a kernel that lives on': [/a run after dispose gives no error/, () => ({ dispose: () => undefined })],
  'plain errors': [
    /gives Error: bad call, expected a Lossmith error/,
    (kernel) => ({
      run: (inputs, outputs) => {
        try {
          return kernel.run(inputs, outputs);
        } catch {
          throw new Error('bad call');
        }
      },
    }),
  ],
};

const messages = async (subject: Subject) => {
  const { cases } = await checkBackend(subject, { quick: true, only: 'kernels/' });
  return cases.flatMap(({ faults }) => faults.map(({ message }) => message)).join('\n');
};

test('the kernel they all differ from is right', async () => {
  expect(await messages(subjectWith(() => ({})))).toBe('');
});

test('a backend without kernels has no cases of them', async () => {
  const { createKernel: _, ...bare } = subjectWith(() => ({}));
  await expect(checkBackend(bare, { only: 'kernels/' })).rejects.toThrow('no case has');
});

describe('the kit finds', () => {
  test.each(Object.entries(wrong))('%s', async (_, [says, change]) => {
    expect(await messages(subjectWith(change))).toMatch(says);
  });
});
