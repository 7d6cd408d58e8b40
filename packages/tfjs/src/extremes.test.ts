import { describe, expect, test } from 'vitest';
import { computed, faults, type Pair } from '../test/accuracy.ts';
import { useBackend, ways } from '../test/backends.ts';

describe.each(ways)('points found by searching, on %s by %s', (backend, execution) => {
  useBackend(backend);

  const at = (kind: string, amplitude: number, rate: number, center: number) => ({ kind, amplitude, rate, center });
  const power = (exponent: number, ...rest: [number, number, number]) => ({ exponent, ...at('power', ...rest) });
  const mirror = (link: unknown) => ({ kind: 'mirror', link });
  const beyond: [string, unknown, Pair][] = [
    // Fail by up to twice the allowance in float32 arithmetic: rounding of u = rate·(z − center) shows in e^{−u²} and e^{2u}.
    ['erf far out, 1.9 × allowed', at('erf', 1, 1.75, 1.5), [-3.2574708461761475, -3.4451119899749756]],
    ['a mirrored erf far out, gradient', mirror(at('erf', 1.5, 1, 1.5)), [6.732558250427246, 6.732558727264404]],
    ['tanh far out, 1.6 × allowed', at('tanh', 8, 1.75, 3), [-15.568047523498535, -15.57071590423584]],
  ];
  const kept: [string, unknown, Pair][] = [
    // û and u round to the same number, though the gradient is 14.
    ['softplus at 4.6·10⁸, a difference of 32', at('softplus', 0.25, 1.75, -3), [459272576, 459272544]],
    // The wasm backend's own sigmoid is 0 below −87.3, where amplitude and rate make normal results of it.
    ['sigmoid at u = 88', at('sigmoid', 8, 4, -3), [18.8382625579834, -7.061977386474609]],
    ['softplus at u = −88', at('softplus', 1, 4, 0), [-22.102436065673828, -22.103214263916016]],
    ['tanh at u = −44', at('tanh', 8, 4, 3), [-8.792116165161133, -8.066614151000977]],
  ];
  const overflowing: [string, unknown, Pair][] = [
    // Inf − Inf or 0·Inf on the way, if the factors are not taken in the right order.
    ['power 2, loss at ŝ = s', power(2, 0.25, 1, 0.125), [1e20, 1e20].map(Math.fround) as unknown as Pair],
    ['power 3, loss at ŝ = s', power(3, 0.25, 0.5, 1.5), [1e20, 1e20].map(Math.fround) as unknown as Pair],
    ['power 3, hessian 1.5·10³⁷', power(3, 0.25, 0.125, 0.125), [100000002004087730000, -88]],
    ['power 2, gradient 5·10³⁵', power(2, 0.25, 1, 0.125), [100010003161853980000, 100000002004087730000]],
    ['power ½, loss 1.8·10³⁷', power(0.5, 0.25, 4, 0.125), [1.4190346957827828e25, 0]],
    ['exp, loss 2.4·10¹⁷', at('exp', 8, 0.5, -3), [-(2 ** 126), -88]],
  ];
  // rate·score is infinite here if nothing holds it, and clipping makes NaN of it on wasm.
  const steep = ['sigmoid', 'arctan', 'softsign', 'erf', 'asinh', 'exp'].map((kind): [string, unknown, Pair] => [
    `${kind}, rate 4 at −2¹²⁶`,
    at(kind, 0.25, 4, 1.5),
    [-(2 ** 126), -100],
  ]);
  const byOps = execution === 'ops' ? test.fails : test;
  const onWasm = backend === 'wasm' ? byOps : test;
  const finite = (_: string, link: unknown, pair: Pair) => {
    for (const { x, s, name, is, exact, at: place } of computed(link, [pair], execution)) {
      if (Math.abs(exact) < 1e38) expect(Math.abs(is), place).toBeLessThan(3e38);
      if (x === s && name !== 'hessian') expect(is + 0).toBe(0);
    }
  };
  byOps.each(beyond)('%s', (_, link, pair) => expect(faults(link, [pair], execution)).toEqual([]));
  test.each(kept)('%s', (_, link, pair) => expect(faults(link, [pair], execution)).toEqual([]));
  // Fails in wasm's ops: the sign of a difference below 3·10⁻³⁹ is a fraction.
  onWasm('sinh, a difference of 10⁻⁴¹', () => {
    expect(faults(at('sinh', 8, 4, 0.875), [[-2.2165739108689956e-41, 0]], execution)).toEqual([]);
  });
  test.each(overflowing)('%s', finite);
  test.each(steep)('%s', finite);
});
