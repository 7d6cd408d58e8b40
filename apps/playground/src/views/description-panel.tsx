import type { LinkSpec } from '@lossmith/core';
import { formatDescription } from '@lossmith/core/design';
import { useState } from 'preact/hooks';
import type { Described } from '../design/describe-scores.js';
import { short } from '../design/in-words.js';
import { normalising } from '../design/suggest.js';
import { memo } from './memo.js';
import type { Deeds } from './use-history.js';

interface DescriptionProps {
  readonly link: LinkSpec;
  readonly scores: Float64Array;
  readonly described: Described | undefined;
  readonly deeds: Deeds;
}

/** A learning rate that suited squared error does not suit a loss that is steeper, and the other way round. */
function LearningRate({ mean, link, scores, deeds }: Omit<DescriptionProps, 'described'> & { readonly mean: number }) {
  const [said, say] = useState('');
  const fits = mean > 0.95 && mean < 1.05;
  const advice = fits
    ? 'The learning rate that you use with squared error fits as it is.'
    : `Divide the learning rate that you use with squared error by ${short(mean)}, or normalise: that makes the mean sensitivity over your scores 1.`;
  return (
    <>
      <p>
        <strong>Learning rate.</strong> {advice}
      </p>
      <button
        type="button"
        disabled={fits}
        onClick={() => {
          const normalised = normalising(link, scores);
          if ('problem' in normalised) return say(normalised.problem);
          say('');
          deeds.act({ type: 'scale', factor: normalised.factor });
        }}
      >
        Normalise
      </button>
      <p role="status">{said}</p>
    </>
  );
}

function Words({ described, ...props }: DescriptionProps & { readonly described: Described }) {
  if ('problem' in described) return <p class="warning">{described.problem}</p>;
  const { description } = described;
  const lines = formatDescription({ ...description, warnings: [] }).split('\n');
  return (
    <>
      <ul class="description">
        {lines.map((text) => (
          <li key={text}>{text.trim()}</li>
        ))}
      </ul>
      <div role="status">
        {description.warnings.map((text) => (
          <p class="warning" key={text}>
            <strong>Warning.</strong> {text}
          </p>
        ))}
      </div>
      <LearningRate {...props} mean={description.sensitivity.mean} />
    </>
  );
}

/** What `describe` says of the scores, and what follows for the learning rate. */
export const DescriptionPanel = memo<DescriptionProps>(({ described, ...props }) => {
  return (
    <section aria-labelledby="description-title">
      <h2 id="description-title">4. Over your scores</h2>
      {described === undefined ? <p>Looking at the scores…</p> : <Words described={described} {...props} />}
    </section>
  );
});
