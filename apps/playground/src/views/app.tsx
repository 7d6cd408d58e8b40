import { useMemo } from 'preact/hooks';
import { scoreValues } from '../data/samples.js';
import { linkSpec } from '../design/spec-of.js';
import { countsOf, viewOf } from '../design/spread.js';
import type { State } from '../state/state.js';
import { CurvesPanel } from './curves-panel.js';
import { DescriptionPanel } from './description-panel.js';
import { LinkPanel } from './link-panel.js';
import { RowPanel } from './row-panel.js';
import { ScoresPanel } from './scores-panel.js';
import { TakePanel } from './take-panel.js';
import { TrainPanel } from './train-panel.js';
import { useDescription } from './use-description.js';
import { type Deeds, useHistory } from './use-history.js';
import { useSettled } from './use-settled.js';

function Header({
  deeds,
  back,
  forward,
}: {
  readonly deeds: Deeds;
  readonly back: boolean;
  readonly forward: boolean;
}) {
  return (
    <header>
      <h1>Lossmith playground</h1>
      <p>
        Say which scores matter, see what the loss does with yours, train with it, and take it away. Nothing leaves this
        page.
      </p>
      <div class="row">
        <button type="button" disabled={!back} onClick={deeds.undo}>
          Undo
        </button>
        <button type="button" disabled={!forward} onClick={deeds.redo}>
          Redo
        </button>
      </div>
    </header>
  );
}

function undoKeys(event: KeyboardEvent, deeds: Deeds): void {
  const inText = event.target instanceof HTMLTextAreaElement || (event.target as HTMLInputElement).type === 'number';
  if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z' || inText) return;
  event.preventDefault();
  if (event.shiftKey) deeds.redo();
  else deeds.undo();
}

/** The whole page. */
export function App({ first, notice }: { readonly first: State; readonly notice: string | undefined }) {
  const [{ present: state, past, future, gesture }, deeds] = useHistory(first);
  const scores = scoreValues(state.scores);
  const view = useMemo(() => viewOf(scores), [scores]);
  const counts = useMemo(() => countsOf(scores, view), [scores, view]);
  const link = useMemo(() => linkSpec(state.parts), [state.parts]);
  const described = useDescription(link, scores, state.important);
  // What takes longer than a frame waits until the state stands still.
  const settled = useSettled(state);
  const settledLink = useMemo(() => linkSpec(settled.parts), [settled.parts]);
  const moving = settled !== state;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: undo works wherever the focus is, beside its button.
    <div onKeyDown={(event) => undoKeys(event, deeds)}>
      <Header deeds={deeds} back={past.length > 0} forward={future.length > 0} />
      {notice !== undefined && (
        <p class="warning" role="alert">
          {notice}
        </p>
      )}
      <main>
        <div class="column">
          <ScoresPanel scores={state.scores} important={state.important} deeds={deeds} />
          <LinkPanel state={state} deeds={deeds} scores={scores} view={view} />
        </div>
        <div class="column">
          <CurvesPanel
            state={state}
            deeds={deeds}
            link={link}
            view={view}
            counts={counts}
            dragging={gesture === 'paint'}
          />
          <DescriptionPanel described={described} link={link} scores={scores} deeds={deeds} />
        </div>
        <RowPanel row={state.row} link={settledLink} deeds={deeds} />
        <TrainPanel
          training={settled.training}
          important={settled.important}
          link={settledLink}
          deeds={deeds}
          moving={moving}
        />
        <TakePanel state={settled} deeds={deeds} moving={moving} />
      </main>
    </div>
  );
}
