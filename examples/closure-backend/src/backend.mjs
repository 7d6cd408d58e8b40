import { checkHostInputs, reduceResults } from '@lossmith/core/backend';
import { lowerings } from './lowerings.mjs';
import { Workspace } from './workspace.mjs';

/** The closures of a program for a number of classes, and where they leave the outputs. */
function link({ instructions, outputs }, classes) {
  const space = new Workspace(classes, Math.max(...instructions.map(({ axes }) => axes.length)));
  const values = [];
  for (const instruction of instructions) {
    const { op, args } = instruction;
    const own = args.map((k) => values[k]);
    values.push(lowerings[op](own, instruction, space));
  }
  const finish = ([name, { instruction, axes }]) => [name, space.spread(values[instruction], axes)];
  return { space, finished: Object.entries(outputs).map(finish) };
}

function runBlocks({ space, finished }, { rows, data }) {
  const results = {};
  for (const [name, { axes }] of finished) results[name] = new Float64Array(space.length(axes, rows));
  space.data = data;
  for (space.from = 0; space.from < rows; space.from += space.rows) {
    for (const step of space.steps) step();
    const count = Math.min(space.rows, rows - space.from);
    for (const [name, { axes, numbers }] of finished)
      results[name].set(numbers.subarray(0, space.length(axes, count)), space.length(axes, space.from));
  }
  return results;
}

function emit(program) {
  const linked = new Map();
  const run = (inputs) => {
    checkHostInputs(program, inputs);
    const { rows, classes } = inputs;
    if (!linked.has(classes)) linked.set(classes, link(program, classes));
    return reduceResults(program.reduction, runBlocks(linked.get(classes), inputs), rows);
  };
  return { run };
}

export const closureBackend = { contract: 1, name: 'closures', lowerings, emit };
