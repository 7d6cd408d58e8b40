import { parseLoss } from '@lossmith/core';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { type FileName, fileNames, fileTitles } from '../code/file-names.js';
import { type PythonLibrary, pythonTitles } from '../code/python-titles.js';
import { type Stack, stackCode, stackTitles } from '../code/stacks.js';
import { takenExample, takenSpec } from '../code/take.js';
import { type Shared, share } from '../state/share.js';
import type { State } from '../state/state.js';
import { Choice } from './fields.js';
import { memo } from './memo.js';
import type { Deeds } from './use-history.js';

type What = 'json' | Stack | PythonLibrary;

const whats: Readonly<Record<What, string>> = { json: 'JSON', ...stackTitles, ...pythonTitles };

const isPython = (what: What): what is PythonLibrary => what in pythonTitles;

/** Compilers for other stacks are loaded when they are first asked for. */
async function textOf(what: What, state: State): Promise<string> {
  const spec = takenSpec(state);
  if (what === 'json') return `${JSON.stringify(parseLoss(spec).spec, undefined, 2)}\n`;
  if (!isPython(what)) return stackCode(what, parseLoss(spec).spec, takenExample(state));
  const { pythonCode } = await import('../code/python-code.js');
  return pythonCode(parseLoss(spec), what, takenExample(state));
}

async function download(name: FileName, state: State): Promise<void> {
  const { fileContent } = await import('../code/file-content.js');
  const address = URL.createObjectURL(new Blob([fileContent(name, takenSpec(state))]));
  const anchor = Object.assign(document.createElement('a'), { href: address, download: name });
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** Code, and what it was made of. */
interface Made {
  readonly text: string;
  readonly what?: What;
  readonly state?: State;
}

/** The code, and whether it is still that of before; a loss that cannot be says why. */
function useText(what: What, state: State): { readonly text: string; readonly late: boolean } {
  const [made, setMade] = useState<Made>({ text: '' });
  useEffect(() => {
    let wanted = true;
    const set = (text: string) => {
      if (wanted) setMade({ text, what, state });
    };
    textOf(what, state).then(set, (error: Error) => set(`This loss cannot be: ${error.message}`));
    return () => {
      wanted = false;
    };
  }, [what, state]);
  return { text: made.text, late: made.what !== what || made.state !== state };
}

/** The link to the page as it is, which is also written to the address; undefined while it is made. */
function useShared(state: State): Shared | undefined {
  const [made, setMade] = useState<{ readonly shared: Shared; readonly state: State }>();
  useEffect(() => {
    let wanted = true;
    share(state).then((shared) => {
      if (!wanted) return;
      setMade({ shared, state });
      history.replaceState(null, '', `#${shared.hash}`);
    });
    return () => {
      wanted = false;
    };
  }, [state]);
  // Effects come after the page is drawn: until then the link is that of before.
  return made?.state === state ? made.shared : undefined;
}

function ShareLink({ state, moving, say }: Omit<TakeProps, 'deeds'> & { say(text: string): void }) {
  const shared = useShared(state);
  const { scores } = state;
  const thinned = scores.kind === 'own' && shared !== undefined && shared.scores < scores.values.length;
  return (
    <>
      <button
        type="button"
        disabled={shared === undefined || moving}
        onClick={async () => {
          await navigator.clipboard.writeText(new URL(`#${shared?.hash}`, location.href).href);
          say('The link is copied. It holds everything on this page.');
        }}
      >
        Copy the link to this page
      </button>
      {thinned && (
        <p class="hint">
          A link has room for {shared.scores} of your {scores.values.length} scores, evenly by rank.
        </p>
      )}
    </>
  );
}

interface TakeProps {
  readonly state: State;
  readonly deeds: Deeds;
  /** Whether the state is about to change. */
  readonly moving: boolean;
}

/** JSON, code, files, and a link. */
export const TakePanel = memo<TakeProps>(({ state, deeds, moving }) => {
  const [what, setWhat] = useState<What>('json');
  const [said, say] = useState('');
  const { text, late } = useText(what, state);
  const busy = moving || late;
  const works = useMemo(() => {
    try {
      parseLoss(takenSpec(state));
      return true;
    } catch {
      return false;
    }
  }, [state]);
  return (
    <section class="wide" aria-labelledby="take-title">
      <h2 id="take-title">7. Take it away</h2>
      <div class="row-controls">
        <Choice
          label="Which loss"
          value={state.take}
          options={{ scores: 'the loss of scores (2)', row: 'the loss of rows (5)' }}
          onChange={(take) => deeds.act({ type: 'setTake', take })}
        />
        <Choice label="As" value={what} options={whats} onChange={setWhat} />
      </div>
      <div class="row">
        <button
          type="button"
          disabled={!works || busy}
          onClick={async () => {
            await navigator.clipboard.writeText(text);
            say(`${whats[what]} is copied.`);
          }}
        >
          Copy
        </button>
        <ShareLink state={state} moving={moving} say={say} />
      </div>
      <p role="status">{said}</p>
      <section class="code" tabindex={0} aria-busy={busy} aria-label={`The loss as ${whats[what]}`}>
        <pre>{text}</pre>
      </section>
      <h3>Files</h3>
      <div class="row">
        {fileNames.map((name) => (
          <button key={name} type="button" disabled={!works || moving} onClick={() => download(name, state)}>
            {name} <span class="hint">({fileTitles[name]})</span>
          </button>
        ))}
      </div>
    </section>
  );
});
