import type { Axes } from '@lossmith/core';
import type { HostInputs, Program } from '@lossmith/core/backend';
import type { TestedTensor } from '../../src/subject.js';
import { extentOf, sameShapes, type TakeTensors, type Tensors } from '../simple-tensors.js';
import { quick, type WrongBackend } from './wrong-backend.js';

type Extent = Pick<HostInputs, 'examples' | 'items'>;

/** Numbers of any kind, as the simple backend reads them. */
const numbersOf = ({ data }: TestedTensor) => Float32Array.from(data);

/** A tensor repeated along its axes of length 1, as NumPy, tfjs and ONNX do it. */
function broadcast(tensor: TestedTensor, axes: Axes, { examples, items }: Extent): TestedTensor {
  const own = extentOf(axes, tensor);
  const [per, rows, columns] = [axes === '' ? 1 : items, own.examples === 1, own.items === 1];
  if ((own.examples !== examples && !rows) || (per !== own.items && !columns)) return tensor;
  const values = numbersOf(tensor);
  const data = new Float32Array(examples * per).map(
    (_, k) => values[(rows ? 0 : Math.floor(k / per)) * own.items + (columns ? 0 : k % per)] as number,
  );
  return { data, shape: axes === '' ? [examples] : [examples, per] };
}

/** The longest of the inputs along each axis: what a broadcasting library makes the result of. */
function largestExtent({ inputs }: Program, tensors: Tensors): Extent {
  const extents = inputs.map(({ name, axes }) => extentOf(axes, tensors[name] as TestedTensor));
  const longest = (lengths: readonly number[]) => (lengths.includes(0) ? 0 : Math.max(...lengths));
  return {
    examples: longest(extents.map(({ examples }) => examples)),
    items: longest(extents.map(({ items }) => items)),
  };
}

const ownExtent = ({ inputs }: Program, tensors: Tensors): Extent => {
  const axes = inputs.find(({ name }) => name === 'predicted')?.axes ?? '';
  return extentOf(axes, tensors.predicted as TestedTensor);
};

/** Some inputs are broadcast to an extent before shapes are compared. */
const broadcasting =
  (isBroadcast: (name: string, axes: Axes) => boolean, extent = ownExtent): TakeTensors =>
  (program, tensors) => {
    const to = extent(program, tensors);
    const widened = program.inputs.map(({ name, axes }) => {
      const tensor = tensors[name] as TestedTensor;
      const fits = tensor.shape.length === axes.length + 1;
      return [name, fits && isBroadcast(name, axes) ? broadcast(tensor, axes, to) : tensor] as const;
    });
    return sameShapes(program, Object.fromEntries(widened));
  };

/** Data alone, of whatever shape: as many numbers as needed, made of those there are by `at`. */
const byNumbers =
  (at: (values: Float32Array, k: number, length: number) => number | undefined): TakeTensors =>
  (program, tensors) => {
    const { examples, items } = ownExtent(program, tensors);
    const data = program.inputs.map(({ name, axes }) => {
      const [values, length] = [numbersOf(tensors[name] as TestedTensor), axes === '' ? examples : examples * items];
      return [name, Array.from({ length }, (_, k) => at(values, k, length) ?? 0)] as const;
    });
    return { examples, items, data: Object.fromEntries(data) };
  };

/** Lengths of the first axis alone are compared. */
const firstAxis: TakeTensors = (program, tensors) => {
  const { examples, items } = ownExtent(program, tensors);
  const shapes = program.inputs.map(({ name, axes }) => {
    const { data, shape } = tensors[name] as TestedTensor;
    const fits = shape[0] === examples && shape.length === axes.length + 1;
    const length = examples * (axes === '' ? 1 : items);
    const padded = Float32Array.from({ length }, (_, k) => Number(data[k] ?? 1));
    return [name, fits ? { data: padded, shape: axes === '' ? [examples] : [examples, items] } : { data, shape }];
  });
  return sameShapes(program, Object.fromEntries(shapes));
};

const wrong = 'failures/nothing is broadcast';

/** Libraries of tensors that make shapes fit. */
export const wrongTensors: readonly WrongBackend[] = [
  quick('all inputs broadcast', wrong, /weight of shape \[1\] beside predicted \[3\].*nothing is broadcast/, {
    tensors: broadcasting(() => true, largestExtent),
  }),
  quick('weights broadcast', wrong, /weight of shape \[1\] beside/, {
    tensors: broadcasting((name) => name === 'weight'),
  }),
  quick('masks of classes broadcast', wrong, /mask of shape \[1, 3\] beside predicted \[2, 3\]/, {
    tensors: broadcasting((name, axes) => name === 'mask' && axes === 'i'),
  }),
  quick('masks of rows broadcast', wrong, /mask of shape \[1\] beside predicted \[2, 3\]/, {
    tensors: broadcasting((name, axes) => name === 'mask' && axes === ''),
  }),
  quick('one label for all rows', wrong, /target of shape \[1\] beside predicted \[2, 3\]/, {
    tensors: broadcasting((name, axes) => name === 'target' && axes === ''),
  }),
  quick('one row of targets for all', wrong, /target of shape \[1, 3\] beside predicted \[2, 3\]/, {
    tensors: broadcasting((name, axes) => name === 'target' && axes === 'i'),
  }),
  quick('one score for all targets', wrong, /predicted of shape \[1\] beside target \[3\]/, {
    tensors: broadcasting(
      (name) => name === 'predicted',
      (program, tensors) => ({
        ...ownExtent(program, tensors),
        examples: tensors.target?.shape[0] ?? 0,
      }),
    ),
  }),
  quick('shapes not looked at where the count is right', wrong, /target of shape \[3, 2\] beside predicted \[2, 3\]/, {
    tensors: byNumbers((values, k, length) => {
      if (values.length !== length) throw new Error(`${values.length} numbers, expected ${length}`);
      return values[k];
    }),
  }),
  quick('numbers taken from the beginning again', wrong, /weight of shape \[2\] beside predicted \[3\]/, {
    tensors: byNumbers((values, k) => values[k % values.length]),
  }),
  quick('more numbers than needed taken', wrong, /target of shape \[4\] beside predicted \[3\]/, {
    tensors: byNumbers((values, k, length) => {
      if (values.length < length) throw new Error(`${values.length} numbers, expected ${length}`);
      return values[k];
    }),
  }),
  quick('what is missing taken for 0', wrong, /target of shape \[0\] beside predicted \[3\]/, {
    tensors: byNumbers((values, k) => values[k]),
  }),
  quick('the last axis not looked at', wrong, /mask of shape \[2, 1\] beside predicted \[2, 3\]/, {
    tensors: firstAxis,
  }),
  quick('tensors that are always refused', wrong, /no tensors here/, {
    tensors: () => {
      throw new Error('no tensors here');
    },
  }),
  quick('weights left out', wrong, /shapes that fit: loss/, {
    tensors: (program, tensors) => {
      const inputs = sameShapes(program, tensors);
      const weight = new Float32Array(inputs.examples).fill(1);
      return { ...inputs, data: { ...inputs.data, weight } };
    },
  }),
];
