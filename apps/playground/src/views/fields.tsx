import { useId, useState } from 'preact/hooks';
import { roundedTo } from '../design/rounded.js';

interface TypedProps {
  readonly id?: string;
  readonly label?: string;
  readonly placeholder?: string;
  readonly text: string;
  onTyped(given: number): void;
}

/** A number typed in. What is half typed stays, whatever is drawn anew meanwhile. */
function TypedNumber({ id, label, placeholder, text, onTyped }: TypedProps) {
  const [draft, setDraft] = useState<string>();
  return (
    <input
      {...(id === undefined ? {} : { id })}
      {...(label === undefined ? {} : { 'aria-label': label })}
      {...(placeholder === undefined ? {} : { placeholder })}
      type="number"
      step="any"
      value={draft ?? text}
      onInput={({ currentTarget }) => setDraft(currentTarget.value)}
      onChange={({ currentTarget }) => {
        onTyped(currentTarget.valueAsNumber);
        setDraft(undefined);
      }}
      onBlur={() => setDraft(undefined)}
    />
  );
}

interface NumberProps {
  readonly label: string;
  readonly value: number;
  readonly from: number;
  readonly to: number;
  /** Even steps in the logarithm: for amplitudes and rates. */
  readonly logarithmic?: boolean;
  onInput(value: number): void;
  /** The movement is over. */
  onSettle(): void;
}

/** A slider, and a field for the exact number. */
export function NumberField({ label, value, from, to, logarithmic = false, onInput, onSettle }: NumberProps) {
  const id = useId();
  const [into, out] = logarithmic ? [Math.log, Math.exp] : [(x: number) => x, (x: number) => x];
  const round = (x: number) => (logarithmic ? Number(x.toPrecision(3)) : roundedTo(x, (to - from) / 1000));
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="range"
        min={into(from)}
        max={into(to)}
        step={(into(to) - into(from)) / 200}
        value={into(value)}
        aria-valuetext={String(round(value))}
        onInput={({ currentTarget }) => onInput(round(out(currentTarget.valueAsNumber)))}
        onChange={onSettle}
      />
      <TypedNumber
        label={`${label}, exactly`}
        text={String(value)}
        onTyped={(given) => {
          if (Number.isFinite(given) && (!logarithmic || given > 0)) onInput(given);
          onSettle();
        }}
      />
    </div>
  );
}

interface EdgeProps {
  readonly label: string;
  readonly value: number | null;
  onChange(value: number | null): void;
}

/** A number that may be left out. */
export function EdgeField({ label, value, onChange }: EdgeProps) {
  const id = useId();
  return (
    <div class="field edge">
      <label for={id}>{label}</label>
      <TypedNumber
        id={id}
        placeholder="open"
        text={value === null ? '' : String(value)}
        onTyped={(given) => onChange(Number.isFinite(given) ? given : null)}
      />
    </div>
  );
}

interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: Readonly<Record<Value, string>>;
  onChange(value: Value): void;
}

/** One of several. */
export function Choice<Value extends string>({ label, value, options, onChange }: ChoiceProps<Value>) {
  const id = useId();
  return (
    <div class="field choice">
      <label for={id}>{label}</label>
      <select id={id} value={value} onChange={({ currentTarget }) => onChange(currentTarget.value as Value)}>
        {(Object.entries(options) as [Value, string][]).map(([name, title]) => (
          <option key={name} value={name}>
            {title}
          </option>
        ))}
      </select>
    </div>
  );
}
