import { type Axes, type Loss, LossmithShapeError } from '@lossmith/core';
import { compileLoss, type HostInputs, type LossProgramOptions, type Program } from '@lossmith/core/backend';
import type { RunResults, Subject, TestedTensor, TestedTensorLoss } from '../src/subject.js';
import type { SimpleArtifact } from './simple-backend.js';

export type Tensors = Readonly<Record<string, TestedTensor>>;

/** Host data for a program, of tensors as they are given. */
export type TakeTensors = (program: Program, tensors: Tensors) => HostInputs;

const shapeOf = (axes: Axes, examples: number, items: number): readonly number[] =>
  axes === '' ? [examples] : [examples, items];

/** How many rows and classes a tensor along these axes has. */
export const extentOf = (axes: Axes, { shape }: TestedTensor) => ({
  examples: shape[0] ?? 1,
  items: axes === '' ? 1 : (shape[1] ?? 1),
});

/** Each tensor has the shape that predicted says, and no other. */
export const sameShapes: TakeTensors = ({ inputs }, tensors) => {
  const predicted = inputs.find(({ name }) => name === 'predicted') as Program['inputs'][number];
  const { examples, items } = extentOf(predicted.axes, tensors.predicted as TestedTensor);
  const data = inputs.map(({ name, axes }) => {
    const [{ data, shape }, wanted] = [tensors[name] as TestedTensor, shapeOf(axes, examples, items)];
    if (String(shape) !== String(wanted)) throw new LossmithShapeError(name, shape, wanted, 'give it that shape');
    return [name, data] as const;
  });
  return { examples, items, data: Object.fromEntries(data) };
};

/** What users of a tensor library call, for the simple backend. */
export function simpleTensorLoss(
  { backend, run }: Pick<Subject<SimpleArtifact>, 'backend' | 'run'>,
  take: TakeTensors = sameShapes,
) {
  return async (loss: Loss, options: LossProgramOptions): Promise<TestedTensorLoss> => {
    const artifact = await backend.emit(compileLoss(backend, loss, { precision: 'float32', ...options }));
    const runTensors = (tensors: Tensors): RunResults | Promise<RunResults> =>
      run(artifact, take(artifact.program, tensors));
    return { run: runTensors, dispose: () => undefined };
  };
}
