import type { LibraryDialect } from '../dialect.js';
import { helped, lowerings, type PythonLowering } from '../lowerings.js';
import { call, type Piece } from '../piece.js';

/** What PyTorch says in another way than NumPy. */
const words: readonly (readonly [RegExp, string])[] = [
  [/@np\.errstate.*\n/g, ''],
  [/np\.zeros_like\((\w+), float, shape=(.*)\)/g, '$1.new_zeros($2, dtype=torch.float64)'],
  [/np\.zeros_like\((\w+), shape=/g, '$1.new_zeros('],
  [/dtype=(\w+)\.dtype(?!, device)/g, 'dtype=$1.dtype, device=$1.device'],
  [/np\.asarray\(/g, 'torch.as_tensor('],
  [/np\.power\(/g, 'torch.pow('],
  [/np\.arc/g, 'torch.a'],
  [/np\./g, 'torch.'],
  [/\.astype\(/g, '.to('],
  [/NDArray|ArrayLike/g, 'Tensor'],
];

/** torch.minimum and torch.maximum take tensors alone; clamp takes numbers, and lets a NaN through. */
const bound =
  (name: string, limit: string): PythonLowering =>
  ([x, y]) => {
    const [first, second] = [x as Piece, y as Piece];
    if (second.constant === true) return call('torch.clamp', [first, `${limit}=${second.text}`]);
    if (first.constant === true) return call('torch.clamp', [second, `${limit}=${first.text}`]);
    return call(`torch.${name}`, [first, second]);
  };

/**
 * What is left to core's expansions: `sinh` and `cosh` overflow too soon here; ψ and χ share functions that take PyTorch a while with
 * what stands beside them.
 */
const { sinh, cosh, gammaP2, gammaP1Integral, ...alike } = lowerings;

export const torch: LibraryDialect = {
  library: 'torch',
  title: 'PyTorch',
  imports: ['import torch', 'from torch import Tensor'],
  lowerings: {
    ...alike,
    log1p: helped('log1p'),
    minimum: bound('minimum', 'max'),
    maximum: bound('maximum', 'min'),
  },
  words: (text) => words.reduce((done, [from, to]) => done.replace(from, to), text),
  // Of the type of the scores, and float32 where that is less.
  numbers: [
    'numbers = torch.as_tensor(predicted)',
    'numbers = numbers.to(torch.promote_types(numbers.dtype, torch.float32))',
    'shape = (*numbers.shape,)',
  ],
  results: [
    'with torch.no_grad():',
    '    results = _by_chunks(_EVALUATE, data)',
    'values = (results["loss"], results["gradient"], *data.values())',
    'results["loss"] = _Value.apply((*data,), *values)',
  ],
};
