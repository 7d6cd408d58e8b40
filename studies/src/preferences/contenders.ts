import { evaluateLink, type Link, links, losses, presets } from '@lossmith/wasm';
import { type MakeLoss, ofChoices, ofGaps, ofLead, withMargin } from './loss-of-pairs.js';

/** A loss of pairs with one number, and the values that are tried. */
export interface Contender {
  readonly id: string;
  readonly name: string;
  /** Whether it looks at who won alone. */
  readonly binary: boolean;
  /** What the number is. */
  readonly number: string;
  readonly grid: readonly number[];
  readonly lossAt: (number: number) => MakeLoss;
  /** λ of the decay ½λ|w|². Losses without a number of their own have this one. */
  readonly decayAt: (number: number) => number;
}

/** So that a minimum exists, and no more. */
const LITTLE = 1e-4;

const ridge = (make: () => MakeLoss) => ({
  number: 'decay λ',
  grid: [1e-4, 1e-3, 1e-2, 0.03, 0.1, 0.3],
  lossAt: make,
  decayAt: (decay: number) => decay,
});
const graded = (number: string, grid: readonly number[], lossAt: (number: number) => MakeLoss) => ({
  number,
  grid,
  lossAt,
  decayAt: () => LITTLE,
});

const BOUNDED = [0.25, 0.5, 1, 1.5, 2, 3];
const GROWING = [0.1, 0.2, 0.3, 0.5, 0.7, 1];

// Gaps are in units of their median, and all links have sensitivity 1 at a gap of 0.
const sigmoid = (rate: number) => links.sigmoid({ rate, amplitude: 4 / rate });
const sinh = (rate: number) => links.sinh({ rate, amplitude: 1 / rate });
const exp = (rate: number) => links.exp({ rate, amplitude: 1 / rate });
/** Gaps up to the median count 1, beyond them e^−a. */
function region(strength: number): Link {
  const floor = Math.exp(-strength);
  return links.fromSensitivity({ floor, regions: [{ from: -1, to: 1, gain: 1 - floor, softness: 0.5 }] });
}

const matching = (link: Link) => ofGaps(losses.preference(link, { target: 'gap', reference: false }));
/** Squared error, weighted by the sensitivity of a link at the gap. */
const weighted = (link: Link) =>
  ofGaps(
    losses.preference(links.identity(), { target: 'gap', reference: false }),
    (gaps) => evaluateLink(link, gaps).sensitivity,
  );

/** max(0, 1 − x): Zhao et al. 2023, "SLiC-HF: Sequence likelihood calibration with human feedback", eq. 8, its calibration term. */
const hinge = ofLead((lead) => (lead < 1 ? [1 - lead, -1] : [0, 0]));

/** Huber 1964, "Robust estimation of a location parameter", Annals of Mathematical Statistics 35, 73–101, of what is missing to the gap. */
const huber = (threshold: number) =>
  ofLead((lead, gap) => {
    const off = lead - gap;
    if (Math.abs(off) <= threshold) return [(off * off) / 2, off];
    return [threshold * (Math.abs(off) - threshold / 2), threshold * Math.sign(off)];
  });

const choices = { binary: true } as const;
const gaps = { binary: false } as const;

export const contenders: readonly Contender[] = [
  { id: 'logistic', name: 'Bradley–Terry (DPO)', ...choices, ...ridge(() => ofChoices(presets.dpo({ beta: 1 }))) },
  {
    id: 'smoothed',
    name: 'the same, labels smoothed (cDPO)',
    ...choices,
    ...graded('share ε of wrong labels', [0.01, 0.02, 0.05, 0.1, 0.2, 0.3], (labelSmoothing) =>
      ofChoices(presets.cdpo({ beta: 1, labelSmoothing })),
    ),
  },
  { id: 'ipo', name: 'squared, all gaps alike (IPO)', ...choices, ...ridge(() => ofChoices(presets.ipo({ beta: 1 }))) },
  { id: 'hinge', name: 'hinge (SLiC)', ...choices, ...ridge(() => hinge) },
  // Touvron et al. 2023, "Llama 2", eq. 2: −log σ(r_c − r_r − m(r)), m by how much better the annotator found it.
  {
    id: 'margin',
    name: 'Bradley–Terry with margin (Llama 2)',
    ...gaps,
    ...graded('margin per gap', [0.1, 0.25, 0.5, 1, 2, 4], (share) =>
      withMargin(ofChoices(presets.dpo({ beta: 1 })), share),
    ),
  },
  { id: 'squared', name: 'squared error of gaps', ...gaps, ...ridge(() => matching(links.identity())) },
  { id: 'huber', name: 'Huber’s loss of gaps', ...gaps, ...graded('threshold', [0.25, 0.5, 1, 2, 3, 5], huber) },
  {
    id: 'weightedSmall',
    name: 'weights at the gap, small ones more',
    ...gaps,
    ...graded('rate of σ′', BOUNDED, (rate) => weighted(sigmoid(rate))),
  },
  {
    id: 'weightedLarge',
    name: 'weights at the gap, large ones more',
    ...gaps,
    ...graded('rate of cosh', GROWING, (rate) => weighted(sinh(rate))),
  },
  { id: 'sigmoid', name: 'sigmoid link', ...gaps, ...graded('rate', BOUNDED, (rate) => matching(sigmoid(rate))) },
  {
    id: 'region',
    name: 'fromSensitivity link, small gaps',
    ...gaps,
    ...graded('strength', [0.5, 1, 2, 3, 4, 5], (strength) => matching(region(strength))),
  },
  { id: 'sinh', name: 'sinh link', ...gaps, ...graded('rate', GROWING, (rate) => matching(sinh(rate))) },
  { id: 'exp', name: 'exp link', ...gaps, ...graded('rate', GROWING, (rate) => matching(exp(rate))) },
];
