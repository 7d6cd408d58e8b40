import { evaluate, evaluateLink, type Link, losses } from '@lossmith/tfjs';
import { type Contender, contenders } from '../contenders.js';
import { axisScores, type Curve } from './curves.js';

const average = (values: ArrayLike<number>) =>
  Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;

/** Mean sensitivity over the flights: dividing by it lets links of any amplitude share a picture. */
const scaleOf = (link: Link, scores: readonly number[]) => average(evaluateLink(link, scores).sensitivity);

const curve = (contender: Contender, y: (index: number) => number): Curve => ({
  contender: contender.id,
  points: axisScores.map((x, index) => ({ x, y: y(index) })),
});

/** Reweighting keeps the link of squared error, so it has no curve of its own among links and sensitivities. */
const designed = contenders.filter(({ weightsFrom }) => weightsFrom === undefined);

export function linkCurves(scores: readonly number[]): readonly Curve[] {
  return designed.map((contender) => {
    const { output } = evaluateLink(contender.link, axisScores);
    const [zero] = evaluateLink(contender.link, [0]).output;
    const scale = scaleOf(contender.link, scores);
    return curve(contender, (index) => (output[index]! - zero!) / scale);
  });
}

export function sensitivityCurves(scores: readonly number[]): readonly Curve[] {
  return designed.map((contender) => {
    const { sensitivity } = evaluateLink(contender.link, axisScores);
    const scale = scaleOf(contender.link, scores);
    return curve(contender, (index) => sensitivity[index]! / scale);
  });
}

/** What each loss charges for predicting any score when `target` is observed. */
export function lossCurves(target: number, scores: readonly number[]): readonly Curve[] {
  return contenders.map((contender) => {
    const targets = axisScores.map(() => target);
    const { loss } = evaluate(losses.matching(contender.link), { predicted: [...axisScores], target: targets });
    const { weightsFrom = contender.link } = contender;
    const weight = contender.weightsFrom ? evaluateLink(weightsFrom, [target]).sensitivity[0]! : 1;
    const scale = scaleOf(weightsFrom, scores);
    return curve(contender, (index) => (loss[index]! * weight) / scale);
  });
}
