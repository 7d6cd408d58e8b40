import { checkHostInputs } from '@lossmith/core/backend';
import { pythonBackend } from '../../dist/backend.js';

/** Data of a run as arrays of the precision, with the shapes that the function of a program takes. */
function arraysOf(program, { examples, items, data }, array) {
  const along = Object.fromEntries(program.inputs.map(({ name, axes }) => [name, axes.length]));
  const isOpen = (name) => program.parameters.some((one) => one.name === name);
  const given = { ...Object.fromEntries(program.parameters.map(({ name, value }) => [name, [value]])), ...data };
  const unused = ({ length }) => (length === examples * items ? [examples, items] : [length]);
  const known = new Set(
    [...program.inputs, ...program.parameters].map(({ name }) => name).concat(program.unused ?? []),
  );
  if (known.size === 0) known.add('predicted');
  const entries = Object.entries(given)
    .filter(([name]) => known.has(name))
    .map(([name, values]) => {
      const numbers = isOpen(name) && values.length === 1 ? new array(examples).fill(values[0]) : array.from(values);
      const shape = isOpen(name)
        ? [examples]
        : along[name] === undefined
          ? unused(values)
          : [examples, ...Array(along[name]).fill(items)];
      return [name.replaceAll(/\W+/g, '_'), { values: numbers, shape }];
    });
  return Object.fromEntries(entries);
}

/** What the kit needs to try a library in a precision, over a Python that is started already. */
export function subjectOf(python, library, precision) {
  const array = precision === 'float64' ? Float64Array : Float32Array;
  const loaded = new WeakMap();
  let count = 0;
  const moduleOf = (artifact) => {
    if (!loaded.has(artifact)) {
      count += 1;
      const module = `${library} ${precision} ${count}`;
      loaded.set(artifact, { module, ready: python.ask({ action: 'load', module, source: artifact.source }) });
    }
    return loaded.get(artifact);
  };
  return {
    backend: pythonBackend(library, precision),
    precision,
    async run(artifact, inputs) {
      const { program } = artifact;
      checkHostInputs(program, inputs);
      const arrays = arraysOf(program, inputs, array);
      const { module, ready } = moduleOf(artifact);
      const answer = python.ask({ action: 'evaluate', module, arguments: { reduction: program.reduction } }, arrays);
      await ready;
      return answer;
    },
    async dispose(artifact) {
      const known = loaded.get(artifact);
      loaded.delete(artifact);
      if (known !== undefined) await python.ask({ action: 'drop', module: known.module });
    },
  };
}
