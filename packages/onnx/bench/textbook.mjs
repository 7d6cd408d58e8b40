import { newGraph } from '../dist/graph.js';
import { modelBytes } from '../dist/model.js';

/** D = (cosh û − cosh u)/b − (ŝ − s)·sinh u and its gradient sinh û − sinh u, as one would type them; means. */
export function textbook(rate) {
  const graph = newGraph('float32');
  const { add, number } = graph;
  const [u, v] = ['target', 'predicted'].map((name) => add('Mul', [name, number(rate)]));
  const sinh = add('Sinh', [u]);
  const potential = add('Div', [add('Sub', [add('Cosh', [v]), add('Cosh', [u])]), number(rate)]);
  const loss = add('Sub', [potential, add('Mul', [add('Sub', ['predicted', 'target']), sinh])]);
  const count = add('Cast', [add('Size', [loss])], { to: 1 });
  const port = (name, dims) => ({ name, type: 'float32', dims });
  graph.output(port('loss', []), add('ReduceMean', [loss], { keepdims: 0 }));
  graph.output(port('gradient', ['batch']), add('Div', [add('Sub', [add('Sinh', [v]), sinh]), count]));
  return modelBytes({
    name: 'textbook',
    opset: 17,
    inputs: [port('predicted', ['batch']), port('target', ['batch'])],
    outputs: graph.outputs,
    initializers: graph.initializers,
    nodes: graph.nodes,
  });
}
