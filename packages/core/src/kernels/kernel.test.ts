import { describe, expect, test } from 'vitest';
import { evaluate, LossmithOptionError, LossmithShapeError, links, losses } from '../index.js';
import { compileLoss } from '../programs/compile-loss.js';
import { referenceBackend } from '../reference/reference.js';
import { type KernelCall, kernelOf } from './kernel.js';
import { queuedKernelOf } from './queued-kernel.js';

const loss = losses.matching(links.exp({ rate: 2 }));
const backend = referenceBackend();
const program = compileLoss(backend, loss, { parameters: ['link.rate'], reduction: 'mean', precision: 'float64' });
const artifact = backend.emit(program);
const data = { predicted: Float64Array.of(1, 2), target: Float64Array.of(0, 2.5) };
const expected = (rate: number, given = data) =>
  evaluate(losses.matching(links.exp({ rate })), given, { reduction: 'mean' });

/** The reference evaluator as an executor, which counts how often it ends. */
function reference() {
  let disposed = 0;
  const execute = (call: KernelCall<Float64Array>) => artifact.run(call);
  const dispose = () => {
    disposed += 1;
  };
  return { array: Float64Array, execute, dispose, disposals: () => disposed };
}

describe('a kernel', () => {
  const make = () => kernelOf<'loss' | 'gradient', Float64Array>(loss, program, reference());

  test('gives what its executor gives, in new arrays or in those of the caller', () => {
    const gradient = new Float64Array(2);
    const results = make().run(data, { gradient });
    expect(results.gradient).toBe(gradient);
    expect([...gradient]).toEqual([...expected(2).gradient]);
    expect([...results.loss]).toEqual([...expected(2).loss]);
    expect(Object.keys(results)).toEqual(['loss', 'gradient']);
  });

  test('keeps what updates do not name, and takes their arrays as they are then', () => {
    const kernel = make();
    const rates = [1, 3];
    kernel.update({ 'link.rate': rates });
    kernel.update({});
    rates[0] = 100;
    expect(kernel.parameters['link.rate']).toEqual(Float64Array.of(1, 3));
    kernel.update({ 'link.rate': 3 });
    expect([...kernel.run(data).loss]).toEqual([...expected(3).loss]);
  });

  test('refuses updates of what is no open parameter, and numbers that none can be, and stays as it was', () => {
    const kernel = make();
    const update = (given: Record<string, number>) => () => kernel.update(given);
    expect(update({ 'link.center': 1 })).toThrow(LossmithOptionError);
    expect(update({ 'link.center': 1 })).toThrow("make the kernel with parameters: 'inputs'");
    expect(update({ 'link.speed': 1 })).toThrow("the loss has no parameter 'link.speed'");
    expect(update({ 'link.rate': -1 })).toThrow("'link.rate' cannot be -1");
    expect([...kernel.run(data).loss]).toEqual([...expected(2).loss]);
  });

  test.each([
    [{ weight: new Float64Array(2) }, "there is no 'weight'; this kernel has loss, gradient"],
    [{ gradient: new Float64Array(1) }, 'outputs.gradient has shape [1], but [2] is needed'],
    [{ loss: new Float64Array(2) }, 'outputs.loss has shape [2], but [1] is needed'],
    [{ gradient: [0, 0] }, 'gradient must be a Float64Array, got [0,0]'],
    [{ gradient: new Float32Array(2) }, 'gradient must be a Float64Array, got a Float32Array'],
    [['loss'], 'must be an object of arrays by name, got ["loss"]; name them: loss, gradient'],
  ])('refuses %o for results', (outputs, message) => {
    expect(() => make().run(data, outputs as never)).toThrow(message);
  });

  test('refuses data of another shape by name', () => {
    expect(() => make().run({ predicted: [1, 2], target: [1] })).toThrow(LossmithShapeError);
  });

  test('ends once, and says so afterwards', () => {
    const executor = reference();
    const kernel = kernelOf<'loss', Float64Array>(loss, program, executor);
    kernel.dispose();
    kernel.dispose();
    expect(executor.disposals()).toBe(1);
    expect(() => kernel.run(data)).toThrow('the kernel is disposed; make a new one');
    expect(() => kernel.update({ 'link.rate': 1 })).toThrow('the kernel is disposed');
  });
});

describe('a kernel with a queue', () => {
  /** Runs one at a time, late, and complains of two at once. */
  function slow(readsAtOnce = false) {
    const inner = reference();
    let running = 0;
    const execute = async (call: KernelCall<Float64Array>) => {
      running += 1;
      if (running > 1) throw new Error('two runs at once');
      const early = readsAtOnce ? inner.execute(call) : undefined;
      await new Promise((resolve) => setTimeout(resolve, 5));
      running -= 1;
      return early ?? inner.execute(call);
    };
    return { ...inner, execute, readsAtOnce };
  }
  const make = (executor = slow()) => queuedKernelOf<'loss' | 'gradient', Float64Array>(loss, program, executor);

  test.each([false, true])('runs in turn, over data and parameters as they were at the call', async (readsAtOnce) => {
    const kernel = make(slow(readsAtOnce));
    const given = { predicted: Float64Array.of(1, 2), target: Float64Array.of(0, 2.5) };
    const first = kernel.run(given);
    kernel.update({ 'link.rate': 1 });
    const second = kernel.run(given);
    given.predicted.fill(50);
    expect([...(await first).loss]).toEqual([...expected(2).loss]);
    expect([...(await second).gradient]).toEqual([...expected(1).gradient]);
  });

  test.each([false, true])('names the target that was wrong at the call', async (readsAtOnce) => {
    const outputs = losses.matching(links.sigmoid(), { target: 'output' });
    const own = compileLoss(backend, outputs, { precision: 'float64' });
    const inner = { ...reference(), execute: backend.emit(own).run };
    const execute = async (call: KernelCall<Float64Array>) => {
      const early = readsAtOnce ? inner.execute(call) : undefined;
      await new Promise((resolve) => setTimeout(resolve, 5));
      return early ?? inner.execute(call);
    };
    const kernel = queuedKernelOf<'loss', Float64Array>(outputs, own, { ...inner, execute, readsAtOnce });
    const target = Float64Array.of(0.5, 2);
    const runs = [kernel.run({ predicted: [0, 0], target }), kernel.run({ predicted: [0, 0], target })];
    target.fill(0.5);
    for (const run of runs) await expect(run).rejects.toThrow("target[1] = 2: outside the link's range");
  });

  test('reads memory that is shared with other threads when it is called', async () => {
    const shared = new Float64Array(new SharedArrayBuffer(16));
    shared.set(data.predicted);
    const run = make().run({ ...data, predicted: shared });
    shared.fill(50);
    expect([...(await run).loss]).toEqual([...expected(2).loss]);
  });

  test('goes on after a run that is refused or fails', async () => {
    const kernel = make();
    const good = kernel.run(data);
    await expect(kernel.run({ predicted: [1, 2], target: [1] })).rejects.toThrow(LossmithShapeError);
    await good;
    const failing = { ...slow(), execute: () => Promise.reject(new Error('lost')) };
    const broken = make(failing);
    await expect(broken.run(data)).rejects.toThrow('lost');
    await expect(broken.run(data)).rejects.toThrow('lost');
    expect([...(await kernel.run(data)).loss]).toEqual([...expected(2).loss]);
  });

  test('ends after the runs begun before, and refuses later ones', async () => {
    const executor = slow();
    const kernel = make(executor);
    const runs = [kernel.run(data), kernel.run(data)];
    const ended = Promise.all([kernel.dispose(), kernel.dispose()]);
    await expect(kernel.run(data)).rejects.toThrow('the kernel is disposed');
    expect(executor.disposals()).toBe(0);
    for (const run of runs) expect([...(await run).loss]).toEqual([...expected(2).loss]);
    await ended;
    expect(executor.disposals()).toBe(1);
  });
});
