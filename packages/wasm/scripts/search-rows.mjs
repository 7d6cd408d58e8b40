import { evaluateLink, links, losses } from '../dist/index.js';

const transforms = {
  identity: () => links.identity(),
  exp: (pick) => links.exp({ rate: pick([0.3, 0.5, 1]) }),
  softplus: (pick) => links.softplus({ rate: pick([0.5, 1, 2]) }),
  'identity and exp': () => links.sum([links.identity({ amplitude: 0.5 }), links.exp({ rate: 0.5 })]),
};
const concave = {
  asinh: () => links.asinh(),
  sinh: () => links.sinh({ rate: 0.4 }),
  sigmoid: () => links.sigmoid({ amplitude: 8 }),
};

/** Class losses by name: the loss, its transform, temperature and form. */
export function rowMakers({ pick }) {
  const softmax = (target) => () => {
    const temperature = pick([0.5, 1, 2]);
    return { loss: losses.softmax({ temperature, target }), transform: links.identity(), temperature, target };
  };
  const composite = (form, target, make) => () => {
    const [transform, temperature] = [make(pick), pick([0.5, 1, 2])];
    const loss = losses.compositeSoftmax(transform, { form, temperature, target });
    return { loss, transform, temperature, target, form };
  };
  const all = Object.entries(transforms);
  return Object.fromEntries([
    ...['score', 'probability', 'label'].map((target) => [`softmax, ${target}`, softmax(target)]),
    ...all.map(([name, make]) => [`matching form, ${name}`, composite('matching', 'score', make)]),
    ...[...all, ...Object.entries(concave)].flatMap(([name, make]) =>
      ['score', 'probability', 'label'].map((target) => [
        `divergence form, ${name}, ${target}`,
        composite('divergence', target, make),
      ]),
    ),
  ]);
}

/** Rows of scores, some nearly alike, some far apart, and targets of the kind. */
export function rowsBy({ random, between, pick }, target, rows, classes) {
  const predicted = new Float32Array(rows * classes);
  const targets = target === 'label' ? new Int32Array(rows) : new Float32Array(rows * classes);
  for (let row = 0; row < rows; row += 1) {
    const [spread, step] = [pick([0.1, 1, 4, 8]), random() < 0.5 ? 10 ** between(-6, 0) : between(0, 4)];
    for (let k = 0; k < classes; k += 1) {
      const z = Math.fround(between(-spread, spread));
      predicted[row * classes + k] = z + between(-1, 1) * step;
      if (target === 'score') targets[row * classes + k] = z;
      if (target === 'probability') targets[row * classes + k] = Math.exp(between(-1, 1) * spread);
    }
    if (target === 'label') targets[row] = Math.floor(between(0, classes));
    if (target !== 'probability') continue;
    const own = targets.subarray(row * classes, (row + 1) * classes);
    const sum = own.reduce((total, x) => total + x, 0);
    own.forEach((x, k) => {
      own[k] = x / sum;
    });
  }
  return { predicted, target: targets, shape: [rows, classes] };
}

function softmaxOf(u) {
  const top = Math.max(...u);
  const powers = u.map((x) => Math.exp(x - top));
  const sum = powers.reduce((total, x) => total + x, 0);
  return { q: powers.map((x) => x / sum), log: u.map((x) => x - top - Math.log(sum)) };
}

/** U and U' of the scores of all rows. */
export function placesOf({ transform, temperature }, scores) {
  const { output, sensitivity } = evaluateLink(transform, scores);
  return { u: output.map((x) => x / temperature), slope: sensitivity.map((x) => x / temperature) };
}

/**
 * The magnitudes R of design §4 that rounding acts on, for one row: of the loss, and of the gradient of every class. For score targets the loss is about half
 * the variance of d = U(ŝ) − U(s); where these are nearly the same, it is measured by what one rounding of d makes of it, √(2L)·|d| (packages/core/DESIGN.md, departure 8).
 */
export function magnitudesOf({ target, form }, ahead, behind, targets, loss, gradient) {
  if (target === 'label') return { loss, gradient: gradient.map(Math.abs) };
  const predicted = softmaxOf([...ahead.u]);
  if (target === 'probability') {
    const size = targets.reduce((total, p, k) => total + (p > 0 ? p * Math.abs(Math.log(p) - predicted.log[k]) : 0), 0);
    const both = gradient.map((g, k) => Math.max(Math.abs(g), ahead.slope[k] * (predicted.q[k] + targets[k])));
    return { loss: Math.max(loss, size), gradient: both };
  }
  const observed = softmaxOf([...behind.u]);
  const largest = Math.max(...predicted.log.map((_, k) => Math.abs(ahead.u[k] - behind.u[k])));
  const move = Math.min(1, largest);
  const weight = (k) =>
    form === 'matching'
      ? ahead.slope[k] * predicted.q[k] + behind.slope[k] * observed.q[k]
      : ahead.slope[k] * (predicted.q[k] + observed.q[k]);
  const both = gradient.map((g, k) => Math.max(Math.abs(g), weight(k) * move));
  return { loss: Math.max(loss, Math.sqrt(2 * loss) * largest), gradient: both };
}
