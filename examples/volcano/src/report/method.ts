import type { Results } from '../results.js';
import { SURVEYED } from '../survey.js';

export function renderMethod({ plan }: Results): string {
  return `<section><h2>How it was done, and what to keep in mind</h2>
<p class="read"><b>Data.</b> Maunga Whau (Mt Eden) in Auckland, 87 × 61 heights 10 m apart, digitised by Ross Ihaka from a topographic map; from vega-datasets. Each seed surveys
${SURVEYED} of its cells; errors are taken over the others.</p>
<p class="read"><b>Where it matters.</b> Root mean square error over cells that are in the highest tenth or are predicted there, so that a filled crater and a hill that is not
there count.</p>
<p class="read"><b>Strength.</b> Scores are heights less their mean, by their standard deviation. At strength a importance rises with e to the power a·score: weights at the target take it at the
observed height, weights at max(s, ŝ) at the larger of observed and predicted, the exp link has it as sensitivity, (h(ŝ) − h(s))² agrees with them near the optimum. The fromSensitivity link
has 1 below the survey's highest tenth and e to the power a in it. All are scaled so that their mean over the survey is 1.</p>
<p class="read"><b>Training.</b> Two inputs, six tanh units, one output; all points at once, losses and their gradients by @lossmith/wasm in float64, BFGS until no step lowers the loss. The
same start for all losses of a seed. Nothing is selected: every strength (${plan.strengths.join(', ')}) and every seed (1 to ${plan.seeds}) counts.</p>
<p class="read"><b>What not to conclude.</b> One map, one small model, labels without noise. Where labels are noisy a well-chosen weight at the target ties (demo flights). The protocol was written
before the results and stands in examples/volcano/README.md.</p></section>`;
}
