import type { Loss } from '@lossmith/core';
import { compileFor, type Extras, exampleOutputs, lossOutputs, tensorOutputs } from '@lossmith/core/backend';
import * as tf from '@tensorflow/tfjs-core';
import { type TfjsArtifact, tfjsBackend } from './tfjs-backend.js';

/** The programs of one loss, compiled when first needed, for whichever tfjs backend is in use. */
export interface Programs {
  /** Loss, gradient, hessian, weight and kept per example. */
  value(extras: Extras, hessian: boolean): TfjsArtifact;
  /** Per example the derivative along `order` directions. */
  example(order: number, extras: Extras): TfjsArtifact;
  /** Its derivative by predicted, times what flows back to the example. */
  tensor(order: number, extras: Extras): TfjsArtifact;
}

export function programsOf(loss: Loss): Programs {
  const compiled = new Map<string, TfjsArtifact>();
  const cached = (key: string, outputs: () => Parameters<typeof compileFor>[1]): TfjsArtifact => {
    const runtime = tf.getBackend();
    const place = `${runtime} ${key}`;
    const found = compiled.get(place);
    if (found !== undefined) return found;
    const backend = tfjsBackend(runtime);
    const made = backend.emit(compileFor(backend, outputs(), { precision: 'float32' }));
    compiled.set(place, made);
    return made;
  };
  const keyOf = ({ weight, mask }: Extras) => `${weight} ${mask}`;
  return {
    value: (extras, hessian) => {
      const names = hessian ? (['loss', 'gradient', 'hessian'] as const) : (['loss', 'gradient'] as const);
      return cached(`value ${hessian} ${keyOf(extras)}`, () => lossOutputs(loss, names, extras));
    },
    example: (order, extras) => cached(`example ${order} ${keyOf(extras)}`, () => exampleOutputs(loss, order, extras)),
    tensor: (order, extras) => cached(`tensor ${order} ${keyOf(extras)}`, () => tensorOutputs(loss, order, extras)),
  };
}
