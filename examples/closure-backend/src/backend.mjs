import { checkHostInputs, reduceResults } from '@lossmith/core/backend';
import { lowerings } from './lowerings.mjs';
import { Workspace } from './workspace.mjs';

/** The closures of a program for a number of classes, and where they leave the outputs. */
function link({ instructions, outputs }, items) {
  const space = new Workspace(items, Math.max(...instructions.map(({ axes }) => axes.length)));
  const values = [];
  for (const instruction of instructions) {
    const { op, args } = instruction;
    const own = args.map((k) => values[k]);
    values.push(lowerings[op](own, instruction, space));
  }
  const finish = ([name, { instruction, axes }]) => [name, space.spread(values[instruction], axes)];
  return { space, finished: Object.entries(outputs).map(finish) };
}

function runBlocks({ space, finished }, { examples, data }) {
  const results = {};
  for (const [name, { axes }] of finished) results[name] = new Float64Array(space.length(axes, examples));
  space.data = data;
  for (space.from = 0; space.from < examples; space.from += space.examples) {
    for (const step of space.steps) step();
    const count = Math.min(space.examples, examples - space.from);
    for (const [name, { axes, numbers }] of finished)
      results[name].set(numbers.subarray(0, space.length(axes, count)), space.length(axes, space.from));
  }
  return results;
}

function emit(program) {
  const linked = new Map();
  const run = (inputs) => {
    checkHostInputs(program, inputs);
    const { examples, items } = inputs;
    if (!linked.has(items)) linked.set(items, link(program, items));
    return reduceResults(program.reduction, runBlocks(linked.get(items), inputs), examples);
  };
  return { run };
}

export const closureBackend = { contract: 1, name: 'closures', lowerings, emit };
