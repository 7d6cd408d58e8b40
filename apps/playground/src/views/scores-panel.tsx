import { useState } from 'preact/hooks';
import { readCsv } from '../data/read-csv.js';
import { sampleTitles, scoreValues } from '../data/samples.js';
import type { SampleName, State } from '../state/state.js';
import { Choice, EdgeField } from './fields.js';
import { memo } from './memo.js';
import type { Deeds } from './use-history.js';

function OwnScores({ deeds }: { readonly deeds: Deeds }) {
  const [text, setText] = useState('');
  const [said, say] = useState('');
  const take = (given: string) => {
    const read = readCsv(given);
    if ('problem' in read) return say(read.problem);
    deeds.act({ type: 'setScores', scores: { kind: 'own', values: read.values } });
    const left = read.leftOut === 0 ? '' : `; ${read.leftOut} lines without a number there were left out`;
    say(`${read.values.length} scores of ${read.column} are used${left}.`);
  };
  return (
    <details>
      <summary>Use your own scores</summary>
      <label for="own-scores">
        Numbers one a line, or a table (CSV) with a column “score”. They stay on this page.
      </label>
      <textarea
        id="own-scores"
        rows={5}
        spellcheck={false}
        placeholder={'score\n1.5\n0.3\n2.25'}
        value={text}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
      />
      <div class="row">
        <button type="button" onClick={() => take(text)}>
          Use these scores
        </button>
        <label class="file">
          or a file{' '}
          <input
            type="file"
            accept=".csv,.tsv,.txt,text/*"
            onChange={async ({ currentTarget }) => {
              const file = currentTarget.files?.[0];
              if (file !== undefined) take(await file.text());
            }}
          />
        </label>
      </div>
      <p role="status">{said}</p>
    </details>
  );
}

type ScoresProps = Pick<State, 'scores' | 'important'> & { readonly deeds: Deeds };

/** Which scores the loss is designed for, and which of them matter. */
export const ScoresPanel = memo<ScoresProps>(({ scores, important, deeds }) => {
  const own = `Your own, ${scoreValues(scores).length} scores`;
  const options = { ...sampleTitles, ...(scores.kind === 'own' ? { own } : {}) } as Record<SampleName | 'own', string>;
  return (
    <section aria-labelledby="scores-title">
      <h2 id="scores-title">1. Scores</h2>
      <Choice
        label="Scores to design for"
        value={scores.kind === 'own' ? 'own' : scores.name}
        options={options}
        onChange={(name) => {
          if (name !== 'own') deeds.act({ type: 'setScores', scores: { kind: 'sample', name } });
        }}
      />
      <OwnScores deeds={deeds} />
      <fieldset>
        <legend>Scores that matter most</legend>
        <EdgeField
          label="from"
          value={important.from}
          onChange={(from) => deeds.act({ type: 'setImportant', important: { ...important, from } })}
        />
        <EdgeField
          label="to (below)"
          value={important.to}
          onChange={(to) => deeds.act({ type: 'setImportant', important: { ...important, to } })}
        />
      </fieldset>
    </section>
  );
});
