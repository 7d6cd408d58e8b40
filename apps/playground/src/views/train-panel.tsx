import type { LinkSpec } from '@lossmith/core';
import { useMemo } from 'preact/hooks';
import { dataSet } from '../data/data-sets.js';
import { isOpen } from '../design/describe-scores.js';
import { short } from '../design/in-words.js';
import { type DataSetName, dataSetNames, type State } from '../state/state.js';
import type { ContenderReport } from '../train/session.js';
import { Chart, Curve, rangeOf } from './chart.js';
import { Choice, NumberField } from './fields.js';
import { memo } from './memo.js';
import type { Deeds } from './use-history.js';
import { type Trainer, useTrainer } from './use-trainer.js';

const looks: Readonly<Record<string, string>> = {
  'squared error': 'squared',
  'squared, reweighted': 'reweighted',
  'designed loss': 'designed',
};

function ResidualChart({
  title,
  of,
  contenders,
}: {
  readonly title: string;
  readonly of: 'bias' | 'rmse';
  readonly contenders: readonly ContenderReport[];
}) {
  const all = contenders.flatMap(({ residuals }) => residuals);
  const x = rangeOf(all.map(({ score }) => score));
  const label = contenders
    .filter(({ residuals }) => residuals.length > 0)
    .map(
      ({ name, residuals }) =>
        `${name}: ${short(residuals[0]?.[of] ?? 0)} at the lowest scores, ${short(residuals.at(-1)?.[of] ?? 0)} at the highest`,
    );
  return (
    <Chart
      title={title}
      label={`${title}. ${label.join('; ')}`}
      x={x}
      y={rangeOf(
        all.map((row) => row[of]),
        [0],
      )}
      xLabel="observed score"
    >
      {(scales) => (
        <>
          <line class="zero" x1={scales.x.range()[0]} x2={scales.x.range()[1]} y1={scales.y(0)} y2={scales.y(0)} />
          {contenders.map(({ name, residuals }) => (
            <Curve
              key={name}
              scales={scales}
              xs={residuals.map(({ score }) => score)}
              ys={residuals.map((row) => row[of])}
              class={looks[name] as string}
            />
          ))}
        </>
      )}
    </Chart>
  );
}

const cell = (value: number | undefined) => (value === undefined ? 'none' : short(value));

function Results({ trainer, region }: { readonly trainer: Trainer; readonly region: boolean }) {
  const { report, problem } = trainer;
  if (problem !== undefined) return <p class="warning">{problem}</p>;
  if (report === undefined) return <p>Loading the examples…</p>;
  const diverged = report.contenders.filter((one) => one.diverged);
  return (
    <>
      <div class="charts">
        <ResidualChart title="Mean error ŝ − s, by observed score" of="bias" contenders={report.contenders} />
        <ResidualChart title="Root mean square error, by observed score" of="rmse" contenders={report.contenders} />
      </div>
      <section class="scroll" tabindex={0} aria-label="Errors of the three models">
        <table>
          <caption>After {report.step} steps</caption>
          <thead>
            <tr>
              <th scope="col">trained with</th>
              <th scope="col">its own mean loss</th>
              <th scope="col">{region ? 'error where it matters' : 'error'}</th>
              <th scope="col">error elsewhere</th>
            </tr>
          </thead>
          <tbody>
            {report.contenders.map((one) => (
              <tr key={one.name}>
                <th scope="row" class={looks[one.name]}>
                  {one.name}
                </th>
                <td>{one.diverged ? 'diverged' : short(one.loss)}</td>
                <td>{cell(one.inside)}</td>
                <td>{cell(one.outside)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {diverged.length > 0 && (
        <p class="warning">
          <strong>Diverged:</strong> {diverged.map(({ name }) => name).join(', ')}. The steps are too long for how steep
          the loss is. Take a smaller learning rate, or normalise (4).
        </p>
      )}
    </>
  );
}

/** What is said aloud where training starts, stops or comes to its end. */
function statusOf({ running, report }: Trainer): string {
  if (running) return 'Training.';
  return report === undefined || report.step === 0 ? '' : `Stopped after ${report.step} steps.`;
}

interface TrainProps {
  readonly training: State['training'];
  readonly important: State['important'];
  readonly link: LinkSpec;
  readonly deeds: Deeds;
  /** Whether the setting is about to change. */
  readonly moving: boolean;
}

const dataSetTitles = () =>
  Object.fromEntries(dataSetNames.map((name) => [name, dataSet(name).title])) as Record<DataSetName, string>;

function Settings({ training, deeds }: Pick<TrainProps, 'training' | 'deeds'>) {
  return (
    <div class="row-controls">
      <Choice
        label="Data to train on"
        value={training.dataSet}
        options={dataSetTitles()}
        onChange={(name) => deeds.act({ type: 'setTraining', training: { dataSet: name } })}
      />
      <Choice
        label="Optimizer"
        value={training.optimizer}
        options={{ adam: 'Adam', sgd: 'gradient descent' }}
        onChange={(optimizer) => deeds.act({ type: 'setTraining', training: { optimizer } })}
      />
      <NumberField
        label="learning rate"
        value={training.learningRate}
        from={0.0001}
        to={2}
        logarithmic
        onInput={(learningRate) => deeds.act({ type: 'setTraining', training: { learningRate } }, 'learning rate')}
        onSettle={deeds.settle}
      />
      <NumberField
        label="seed of the first weights"
        value={training.seed}
        from={0}
        to={50}
        onInput={(seed) => deeds.act({ type: 'setTraining', training: { seed: Math.round(Math.abs(seed)) } }, 'seed')}
        onSettle={deeds.settle}
      />
    </div>
  );
}

/** One small network trained three times, in a worker, while one watches its errors. */
export const TrainPanel = memo<TrainProps>(({ training, important, link, deeds, moving }) => {
  const setting = useMemo(() => ({ ...training, important, link }), [training, important, link]);
  const trainer = useTrainer(setting);
  const { running, tell } = trainer;
  const unready = trainer.report === undefined || moving;
  return (
    <section class="wide" aria-labelledby="train-title">
      <h2 id="train-title">6. Train with it</h2>
      <p class="hint">
        {dataSet(training.dataSet).about} The same network with 8 hidden units, from the same weights, learns with
        squared error, with squared error weighted by h′ of the observed score, and with your loss. When the loss
        changes, training starts anew.
      </p>
      <Settings training={training} deeds={deeds} />
      <div class="row">
        <button type="button" disabled={unready} onClick={() => tell({ type: running ? 'stop' : 'start' })}>
          {running ? 'Stop' : 'Train'}
        </button>
        <button type="button" disabled={unready || running} onClick={() => tell({ type: 'step' })}>
          One step
        </button>
        <button type="button" disabled={moving} onClick={() => tell({ type: 'reset', setting, goOn: false })}>
          Reset
        </button>
      </div>
      <p role="status">{statusOf(trainer)}</p>
      <ul class="legend">
        <li class="designed">designed loss</li>
        <li class="squared">squared error</li>
        <li class="reweighted">squared error, reweighted</li>
      </ul>
      <Results trainer={trainer} region={!isOpen(important)} />
    </section>
  );
});
