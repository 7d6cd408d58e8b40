import type { LinkSpec } from '@lossmith/core';
import { useMemo } from 'preact/hooks';
import { short } from '../design/in-words.js';
import { type RowValues, rowValues } from '../row/row-values.js';
import type { Row } from '../state/state.js';
import { Choice, NumberField } from './fields.js';
import { memo } from './memo.js';
import type { Deeds } from './use-history.js';

const lossTitles = {
  matching: 'composite Softmax, matching form',
  divergence: 'composite Softmax, divergence form',
  softmax: 'Softmax',
  pairwise: 'pairs: differences of scores',
};
const transformTitles = {
  identity: 'identity',
  exp: 'exp',
  softplus: 'softplus',
  designed: 'the link designed above',
};
const letters = ['A', 'B', 'C', 'D', 'E'] as const;

function Bar({ value, largest }: { readonly value: number; readonly largest: number }) {
  const share = Math.min(1, Math.abs(value) / (largest || 1));
  const width = 40 * share;
  return (
    <svg class="bar" width="80" height="14" aria-hidden="true">
      <line x1="40" x2="40" y1="0" y2="14" />
      <rect class={value < 0 ? 'negative' : ''} x={value < 0 ? 40 - width : 40} y="2" width={width} height="10" />
    </svg>
  );
}

function Results({ values }: { readonly values: RowValues }) {
  const largest = Math.max(...values.gradient.map(Math.abs));
  const percent = (shares: readonly number[] | undefined, k: number) =>
    shares === undefined ? 'none' : `${(100 * (shares[k] as number)).toFixed(1)} %`;
  const [first, second] = values.top;
  return (
    <>
      <section class="scroll" tabindex={0} aria-label="Probabilities and gradients">
        <table>
          <thead>
            <tr>
              <th scope="col">score</th>
              <th scope="col">probability, predicted</th>
              <th scope="col">probability, target</th>
              <th scope="col" colSpan={2}>
                gradient
              </th>
            </tr>
          </thead>
          <tbody>
            {values.gradient.map((gradient, k) => (
              <tr key={letters[k]}>
                <th scope="row">{letters[k]}</th>
                <td>{percent(values.predicted, k)}</td>
                <td>{percent(values.target, k)}</td>
                <td>{Math.abs(gradient) < 1e-12 * largest ? '0' : short(gradient)}</td>
                <td>
                  <Bar value={gradient} largest={largest} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p>
        Loss <output>{short(values.loss)}</output>. Curvature between the two highest predicted scores, {letters[first]}{' '}
        and {letters[second]}: <output>{short(values.topCurvature)}</output>: the higher, the harder the loss pulls them
        apart.
      </p>
    </>
  );
}

interface RowProps {
  readonly row: Row;
  readonly deeds: Deeds;
  /** Of the mix. */
  readonly link: LinkSpec;
}

/** Five scores of one row under a loss that sees them together. */
export const RowPanel = memo<RowProps>(({ row, deeds, link }) => {
  const values = useMemo(() => rowValues(row, link), [row, link]);
  const set = (key: 'predicted' | 'target', k: number) => (value: number) => {
    const scores = row[key].map((old, place) => (place === k ? value : old));
    deeds.act({ type: 'setRow', row: { [key]: scores } }, `${key} ${k}`);
  };
  const slider = (key: 'predicted' | 'target', k: number) => (
    <NumberField
      label={`${letters[k]}, ${key}`}
      value={row[key][k] as number}
      from={-6}
      to={6}
      onInput={set(key, k)}
      onSettle={deeds.settle}
    />
  );
  const hasRate = row.loss !== 'softmax' && (row.transform === 'exp' || row.transform === 'softplus');
  return (
    <section class="wide" aria-labelledby="row-title">
      <h2 id="row-title">5. Rows and pairs</h2>
      <div class="row-controls">
        <Choice
          label="Loss of five scores"
          value={row.loss}
          options={lossTitles}
          onChange={(loss) => deeds.act({ type: 'setRow', row: { loss } })}
        />
        {row.loss !== 'softmax' && (
          <Choice
            label={row.loss === 'pairwise' ? 'Link of differences' : 'Transform of scores'}
            value={row.transform}
            options={transformTitles}
            onChange={(transform) => deeds.act({ type: 'setRow', row: { transform } })}
          />
        )}
        {hasRate && (
          <NumberField
            label="rate of the transform"
            value={row.rate}
            from={0.05}
            to={3}
            logarithmic
            onInput={(rate) => deeds.act({ type: 'setRow', row: { rate } }, 'row rate')}
            onSettle={deeds.settle}
          />
        )}
        {row.loss !== 'pairwise' && (
          <NumberField
            label="temperature"
            value={row.temperature}
            from={0.1}
            to={10}
            logarithmic
            onInput={(temperature) => deeds.act({ type: 'setRow', row: { temperature } }, 'temperature')}
            onSettle={deeds.settle}
          />
        )}
      </div>
      <div class="sliders">
        <fieldset>
          <legend>Predicted scores</legend>
          {letters.map((letter, k) => (
            <div key={letter}>{slider('predicted', k)}</div>
          ))}
        </fieldset>
        <fieldset>
          <legend>Target scores</legend>
          {letters.map((letter, k) => (
            <div key={letter}>{slider('target', k)}</div>
          ))}
        </fieldset>
      </div>
      {'problem' in values ? <p class="warning">{values.problem}</p> : <Results values={values} />}
    </section>
  );
});
