import { type Base, type BaseKind, baseKinds, baseOf, baseSpec, freshBase } from '../design/base-part.js';
import type { View } from '../design/curves.js';
import { drawnFrom, knotCounts } from '../design/draw.js';
import type { Drawn, Part } from '../design/part.js';
import { Choice, NumberField } from './fields.js';
import { focusSoon } from './focus-soon.js';
import { RegionEditor } from './region-editor.js';
import type { Deeds } from './use-history.js';

interface EditorProps {
  readonly part: Part;
  readonly deeds: Deeds;
  readonly view: View;
}

function BaseEditor({ base, deeds, view }: Omit<EditorProps, 'part'> & { readonly base: Base }) {
  const width = view.to - view.from;
  const edit = (key: keyof Base) => (value: number | boolean) =>
    deeds.act({ type: 'editPart', part: baseSpec({ ...base, [key]: value }) }, `edit ${key}`);
  const number = (key: 'amplitude' | 'rate' | 'center' | 'extra', label: string, from: number, to: number) => (
    <NumberField
      label={label}
      value={base[key]}
      from={from}
      to={to}
      logarithmic={key !== 'center'}
      onInput={edit(key)}
      onSettle={deeds.settle}
    />
  );
  return (
    <>
      {number('amplitude', 'amplitude', 0.01, 100)}
      {number('rate', 'rate', 0.2 / width, 100 / width)}
      {number('center', 'center', view.from, view.to)}
      {base.kind === 'power' && number('extra', 'exponent', 0.2, 9)}
      {base.kind === 'clip' && number('extra', 'threshold', 0.1, 10)}
      <label class="check">
        <input
          type="checkbox"
          checked={base.mirrored}
          onChange={({ currentTarget }) => edit('mirrored')(currentTarget.checked)}
        />{' '}
        mirrored: low scores matter where high ones did
      </label>
    </>
  );
}

const curveTitles = { lines: 'straight lines', smooth: 'smooth', steps: 'steps' };

function DrawnEditor({ part, deeds }: { readonly part: Drawn; readonly deeds: Deeds }) {
  const counts = Object.fromEntries(
    [...new Set([...knotCounts, part.values.length])].map((count) => [String(count), `${count} knots`]),
  );
  return (
    <>
      <p class="hint">
        Paint over the sensitivity with the mouse, or go to a knot with Tab and move it with the arrow keys. A knot at 0
        says that nothing matters there.
      </p>
      <Choice
        label="Curve"
        value={part.curve}
        options={curveTitles}
        onChange={(curve) => deeds.act({ type: 'redraw', curve })}
      />
      <Choice
        label="Knots"
        value={String(part.values.length)}
        options={counts}
        onChange={(count) => deeds.act({ type: 'redraw', count: Number(count) })}
      />
    </>
  );
}

function Controls({ part, deeds, view }: EditorProps) {
  if (part.kind === 'drawn') return <DrawnEditor part={part} deeds={deeds} />;
  if (part.kind === 'fromSensitivity') return <RegionEditor part={part} deeds={deeds} />;
  const base = baseOf(part);
  if (base !== undefined) return <BaseEditor base={base} deeds={deeds} view={view} />;
  return <p class="hint">This link came from elsewhere and is kept as it is. Choose another kind to replace it.</p>;
}

/** The controls of the chosen part of the mix. */
export function PartEditor({ part, deeds, view }: EditorProps) {
  const base = baseOf(part);
  const own = part.kind === 'drawn' ? 'drawn by hand' : part.kind;
  const current = base?.kind ?? 'own';
  const options = { ...(base === undefined ? { own } : {}), ...baseKinds } as Record<BaseKind | 'own', string>;
  return (
    <div class="editor">
      <Choice
        label="Kind of link"
        value={current}
        options={options}
        onChange={(kind) => {
          if (kind !== 'own') deeds.act({ type: 'editPart', part: baseSpec(freshBase(kind, view.from, view.to)) });
        }}
      />
      <Controls part={part} deeds={deeds} view={view} />
      {part.kind !== 'drawn' && (
        <button
          type="button"
          onClick={() => {
            deeds.act({ type: 'editPart', part: drawnFrom([part], view) });
            focusSoon('.knots circle');
          }}
        >
          Draw it by hand from here
        </button>
      )}
    </div>
  );
}
