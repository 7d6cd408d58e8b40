/** Where number k of values along the axes `to` is found in values that vary along `axes` only. */
function placeIn(axes, to, items) {
  if (axes === '') return (k) => Math.floor(k / items ** to.length);
  if (axes === 'i') return (k) => Math.floor(k / items);
  return (k) => Math.floor(k / items ** 2) * items + (k % items);
}

/** What the lowerings of one program work with: blocks of `rows` examples, and the steps that work one out. */
export class Workspace {
  steps = [];
  /** The first row of the block, and the data of the run: set before the steps are run. */
  from = 0;
  data = {};

  constructor(items, mostAxes) {
    this.items = items;
    // About a thousand numbers at a time, so that they stay in cache.
    this.examples = Math.max(1, Math.floor(1024 / Math.max(1, items) ** mostAxes));
  }

  /** How many numbers `rows` examples have along these axes. */
  length(axes, examples = this.examples) {
    return examples * this.items ** axes.length;
  }

  /** Numbers along axes, `numberAt(k)` at place k: for every block anew, or once and for all where they are fixed. */
  value(axes, numberAt, fixed = false) {
    const numbers = new Float32Array(this.length(axes));
    const fill = () => {
      for (let k = 0; k < numbers.length; k += 1) numbers[k] = numberAt(k);
    };
    if (fixed) fill();
    else this.steps.push(fill);
    return { axes, numbers, fixed };
  }

  /** A value repeated along the axes it lacks. */
  spread(value, to) {
    if (value.axes === to) return value;
    const place = placeIn(value.axes, to, this.items);
    return this.value(to, (k) => value.numbers[place(k)], value.fixed);
  }
}
