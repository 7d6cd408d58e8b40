import { links, losses } from '@lossmith/core';
import { compileLoss, parametersOf } from '@lossmith/core/backend';
import { everyLink } from '../dist/index.js';

const outputs = ['loss', 'gradient', 'hessian'];

/** Compiles the loss of a sum of links, parameters open, and emits it. */
async function emit({ backend, precision }, kinds) {
  const loss = losses.matching(links.sum(kinds));
  await backend.emit(compileLoss(backend, loss, { precision, outputs, parameters: [...parametersOf(loss).keys()] }));
}

async function emitEach(subject) {
  for (const link of everyLink) await emit(subject, [link]);
}

const candidatesOf = (subject) => ({
  candidates: { 'their sum': () => emit(subject, everyLink), 'one by one': () => emitEach(subject) },
});

/** From a loss to its artifact: how long backends take for the sum of links of every kind, and for the links one by one. */
export const emitSection = (subjects) => ({
  name: 'compile',
  title: `from a loss to its artifact, parameters open: ${everyLink.length} links, one of each kind`,
  ours: ['their sum', 'one by one'],
  ratios: [{ of: 'their sum', over: 'one by one' }],
  rounds: 9,
  tasks: Object.fromEntries(
    subjects.map((subject) => [`${subject.backend.name}, ${subject.precision}`, () => candidatesOf(subject)]),
  ),
});
