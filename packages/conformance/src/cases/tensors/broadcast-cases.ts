import type { Case } from '../../case.js';
import { type Fault, fault } from '../../fault.js';
import type { Harness } from '../../harness.js';
import { show } from '../../numbers.js';
import type { RunResults, TestedTensorLoss } from '../../subject.js';
import { differences, referenceResults } from '../reference-results.js';
import { hostInputsOf, madeTensors } from './made-tensors.js';
import type { Shapes, TensorStage } from './tensor-stage.js';
import { tensorStages } from './tensor-stage.js';

const shapeText = (shape: readonly number[] | undefined) => `[${(shape ?? []).join(', ')}]`;

/** What was given, the input that does not fit first. */
function described(name: string, shapes: Shapes): string {
  const others = Object.entries(shapes).filter(([other]) => other !== name);
  const beside = others.map(([other, shape]) => `${other} ${shapeText(shape)}`).join(', ');
  return `${name} of shape ${shapeText(shapes[name])} beside ${beside}`;
}

const given = (results: RunResults): string =>
  Object.entries(results)
    .map(([name, values]) => `${name} = ${Array.from(values).slice(0, 4).map(show).join(', ')}`)
    .join('; ');

/** Tensors that fit have an answer, and it is right: else a backend that refuses everything would do. */
async function fittingFaults(harness: Harness, stage: TensorStage, made: TestedTensorLoss, when: string) {
  const tensors = madeTensors(stage, harness.precision, stage.fitting);
  const inputs = hostInputsOf(stage, tensors);
  const { loss, gradient } = await made.run(tensors);
  const results = { loss: Float64Array.from(loss ?? []), gradient: Float64Array.from(gradient ?? []) };
  return differences(harness, results, referenceResults(stage.loss, stage.options, inputs), when, inputs);
}

/** Tensors of which one does not fit have none. */
async function wrongFaults({ precision }: Harness, stage: TensorStage, made: TestedTensorLoss, change: Shapes) {
  const shapes = { ...stage.fitting, ...change };
  const [name] = Object.keys(change) as [string];
  try {
    const results = await made.run(madeTensors(stage, precision, shapes));
    const what = `${described(name, shapes)} gives ${given(results)}`;
    return [fault(name, `${what}; expected an error: nothing is broadcast, compare the shape of ${name} before use`)];
  } catch {
    // Errors are those of the runtime, which has words of its own.
    return [];
  }
}

async function faultsOf(harness: Harness, stage: TensorStage): Promise<Fault[]> {
  const made = await harness.subject.compileTensorLoss?.(stage.loss, stage.options);
  if (made === undefined) return [fault('error', 'compileTensorLoss gave nothing')];
  try {
    const faults = await fittingFaults(harness, stage, made, 'shapes that fit');
    for (const change of stage.wrong) faults.push(...(await wrongFaults(harness, stage, made, change)));
    return [...faults, ...(await fittingFaults(harness, stage, made, 'shapes that fit, after those that do not'))];
  } finally {
    await made.dispose();
  }
}

/** Weights, masks, targets and scores of shapes that do not fit each other: an error, not an answer for other data. */
export const broadcastCases: readonly Case[] = tensorStages.map((stage) => ({
  id: `failures/nothing is broadcast: ${stage.name}`,
  level: 'failures',
  // A mean is what users get unless they ask; it ends in more operations than no reduction.
  quick: stage.options.reduction === 'mean',
  check: async (harness) => ({ faults: await faultsOf(harness, stage) }),
}));
