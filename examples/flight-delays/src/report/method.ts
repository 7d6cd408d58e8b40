import type { Results } from '../results.js';
import { escapeText } from './escape.js';

function renderContender({ name, loss, weightsFrom, why }: Results['contenders'][number]): string {
  const weights = weightsFrom === undefined ? '' : ` weighted by the sensitivity of <code>${spec(weightsFrom)}</code>`;
  return `<dt>${escapeText(name)}</dt><dd><code>${spec(loss)}</code>${weights}${why === undefined ? '' : `, chosen by suggestLink (${escapeText(why)}) and normalise`}</dd>`;
}

const spec = (loss: object) => escapeText(JSON.stringify(loss));

export function renderMethod(results: Results): string {
  const { plan, data } = results;
  return `<section><h2>How it was done, and what to keep in mind</h2>
<dl class="read">${results.contenders.map(renderContender).join('')}</dl>
<p class="read"><b>Data.</b> flights-20k of vega-datasets: a sample of US flights, January to March 2001, from the on-time data of
the Bureau of Transportation Statistics. Its time of day is the real departure, its delay the arrival's, so the task is to tell
the delay as the flight leaves, without knowing the schedule. Features: hour, weekday, distance, origin and destination.</p>
<p class="read"><b>Training.</b> One hidden layer of 16, Adam, batches of 256, ${plan.epochs} epoch${plan.epochs === 1 ? '' : 's'},
TensorFlow.js on WebAssembly. Judged on ${data.heldOut.toLocaleString('en')} ${plan.split} flights. Rates, sizes and epochs were
chosen on validation flights, link parameters from the region and the scores. The test flights are the same for every seed; ± covers the
choice of training flights, the initial weights and the order of the batches, not the choice of test flights.</p>
<p class="read"><b>The pull.</b> The best constant prediction of a matching loss is not the mean of the scores but their h-mean,
h⁻¹(mean of h(score)): a model too weak to fit everything is drawn towards the sensitive scores. That is the point of the method
and the reason why errors outside the region grow.</p>
<p class="read"><b>What not to conclude.</b> Alarms here are predictions over ${results.region.minutes} minutes, taken at face
value. One could also move the threshold of any model afterwards; AUC compares them regardless of it. Nor is
reweighting always worse: with weights of half the rate (links.exp({ rate: 0.4 }) in contenders.ts) it did about as well as the
exp link in a side run. Here its weights are the sensitivity of the exp link itself, so that only the place of h′ differs: at the target in
the one, between prediction and target in the other.</p></section>`;
}
