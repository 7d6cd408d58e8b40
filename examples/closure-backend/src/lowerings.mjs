/** A function of one to three numbers, over whole arrays. */
const each =
  (f) =>
  (args, { axes }, space) => {
    const [x, y = x, z = x] = args.map((value) => space.spread(value, axes).numbers);
    return space.value(axes, (k) => f(x[k], y[k], z[k]));
  };

/** Folds along an axis, in float64. */
const fold =
  (start, f) =>
  ([value], { axes, axis }, space) => {
    const stride = value.axes === 'ij' && axis === 'i' ? space.items : 1;
    return space.value(axes, (k) => {
      const first = Math.floor(k / stride) * stride * space.items + (k % stride);
      let total = start;
      for (let n = 0; n < space.items; n += 1) total = f(total, value.numbers[first + n * stride]);
      return total;
    });
  };

/** An input or an open parameter: a number per entry, or one for all. */
const data = (_, { axes, name, value }, space) =>
  space.value(axes, (k) => {
    const source = space.data[name] ?? [value];
    return source[source.length === 1 ? 0 : space.length(axes, space.from) + k];
  });

/** The table. Truth values are 1 and 0. */
export const lowerings = {
  constant: (_, { value }, space) => space.value('', () => value, true),
  input: data,
  parameter: data,
  index: (_, { axes }, space) => space.value(axes, (k) => k % space.items, true),
  size: (_, __, space) => space.value('', () => space.items, true),
  add: each((x, y) => x + y),
  subtract: each((x, y) => x - y),
  multiply: each((x, y) => x * y),
  divide: each((x, y) => x / y),
  negate: each((x) => -x),
  absolute: each(Math.abs),
  sign: each(Math.sign),
  minimum: each((x, y) => Math.min(x, y)),
  maximum: each((x, y) => Math.max(x, y)),
  exp: each(Math.exp),
  log: each(Math.log),
  sqrt: each(Math.sqrt),
  power: each((x, y) => x ** y),
  less: each((x, y) => Number(x < y)),
  lessEqual: each((x, y) => Number(x <= y)),
  equal: each((x, y) => Number(x === y)),
  and: each((x, y) => x * y),
  or: each((x, y) => Math.max(x, y)),
  not: each((x) => 1 - x),
  select: each((condition, x, y) => (condition === 1 ? x : y)),
  sum: fold(0, (x, y) => x + y),
  max: fold(Number.NEGATIVE_INFINITY, Math.max),
  // As good in JavaScript as core's expansions, and shorter. Everything else is left to core.
  expm1: each(Math.expm1),
  log1p: each(Math.log1p),
};
