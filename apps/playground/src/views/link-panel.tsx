import type { SuggestedFamily } from '@lossmith/core/design';
import { useMemo, useState } from 'preact/hooks';
import { baseSpec, freshBase } from '../design/base-part.js';
import type { View } from '../design/curves.js';
import { partInWords } from '../design/in-words.js';
import { readJson } from '../design/read-json.js';
import { suggest } from '../design/suggest.js';
import { Choice, NumberField } from './fields.js';
import { focusSoon } from './focus-soon.js';
import { PartEditor } from './part-editor.js';
import type { ViewProps } from './views.js';

interface LinkProps extends ViewProps {
  readonly scores: Float64Array;
  readonly view: View;
}

function Parts({ state, deeds, view }: LinkProps) {
  return (
    <>
      <ol class="parts" aria-label="Links of the mix">
        {state.parts.map((part, k) => (
          <li key={`${k}`}>
            <button
              type="button"
              aria-pressed={k === state.chosen}
              onClick={() => deeds.act({ type: 'choosePart', index: k })}
            >
              {partInWords(part)}
            </button>
            <button
              type="button"
              class="small"
              aria-label={`Remove ${partInWords(part)}`}
              disabled={state.parts.length === 1}
              onClick={() => {
                deeds.act({ type: 'removePart', index: k });
                focusSoon('.parts [aria-pressed="true"]');
              }}
            >
              ×
            </button>
          </li>
        ))}
      </ol>
      <button
        type="button"
        disabled={state.parts.length >= 8}
        onClick={() => deeds.act({ type: 'addPart', part: baseSpec(freshBase('sigmoid', view.from, view.to)) })}
      >
        Mix in another link
      </button>
    </>
  );
}

const familyTitles: Readonly<Record<SuggestedFamily, string>> = {
  fromSensitivity: 'raise the region itself',
  exp: 'exp: rise towards one end',
  sinh: 'sinh: rise towards both ends',
  sigmoid: 'sigmoid: steepest in the region',
};

function Suggest({ state, deeds, scores }: LinkProps) {
  const [emphasis, setEmphasis] = useState(5);
  const [family, setFamily] = useState<SuggestedFamily>('fromSensitivity');
  const [said, say] = useState('');
  return (
    <details>
      <summary>Have a link suggested</summary>
      <NumberField
        label="An error there counts … times one elsewhere"
        value={emphasis}
        from={1.1}
        to={50}
        logarithmic
        onInput={setEmphasis}
        onSettle={() => undefined}
      />
      <Choice label="How" value={family} options={familyTitles} onChange={(name) => setFamily(name)} />
      <button
        type="button"
        onClick={() => {
          const suggested = suggest(scores, state.important, emphasis, family);
          if ('problem' in suggested) return say(suggested.problem);
          deeds.act({ type: 'replaceAll', parts: [suggested.link] });
          say(suggested.why);
        }}
      >
        Suggest a link
      </button>
      <p role="status">{said}</p>
    </details>
  );
}

function FromJson({ deeds }: Pick<LinkProps, 'deeds'>) {
  const [text, setText] = useState('');
  const [said, say] = useState('');
  return (
    <details>
      <summary>Start from JSON</summary>
      <label for="json">The JSON of a loss of scores, or of a link</label>
      <textarea
        id="json"
        rows={4}
        spellcheck={false}
        value={text}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
      />
      <button
        type="button"
        onClick={() => {
          const read = readJson(text);
          if ('problem' in read) return say(read.problem);
          deeds.act({ type: 'replaceAll', parts: read.links });
          say(read.links.length === 1 ? 'The link is taken over.' : `${read.links.length} links are taken over.`);
        }}
      >
        Take it over
      </button>
      <p role="status">{said}</p>
    </details>
  );
}

/** The mix of links, and the controls of the chosen one. */
export function LinkPanel(props: LinkProps) {
  const { state, deeds, scores, view } = props;
  const part = state.parts[state.chosen] as (typeof state.parts)[number];
  return (
    <section aria-labelledby="link-title">
      <h2 id="link-title">2. Link</h2>
      <Parts {...props} />
      {useMemo(
        () => (
          <PartEditor part={part} deeds={deeds} view={view} />
        ),
        [part, deeds, view],
      )}
      <Suggest state={state} deeds={deeds} scores={scores} view={view} />
      <FromJson deeds={deeds} />
    </section>
  );
}
