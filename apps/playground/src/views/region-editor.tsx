import type { Region, SensitivitySpec } from '@lossmith/core';
import { EdgeField, NumberField } from './fields.js';
import type { Deeds } from './use-history.js';

interface RegionProps {
  readonly part: SensitivitySpec;
  readonly deeds: Deeds;
}

/** Edges and gain of the regions of a suggested link. */
export function RegionEditor({ part, deeds }: RegionProps) {
  const edit = (change: Partial<SensitivitySpec>, gesture?: string) =>
    deeds.act({ type: 'editPart', part: { ...part, ...change } }, gesture);
  const editRegion = (index: number, change: Partial<Record<keyof Region, number | undefined>>, gesture?: string) => {
    const regions = part.regions.map((region, k) => {
      if (k !== index) return region;
      const entries = Object.entries({ ...region, ...change }).filter(([, value]) => value !== undefined);
      return Object.fromEntries(entries) as unknown as Region;
    });
    const { from = -Infinity, to = Infinity } = regions[index] as Region;
    if (from < to) edit({ regions }, gesture);
  };
  const { floor = 0, regions } = part;
  return (
    <>
      <NumberField
        label="amplitude"
        value={part.amplitude ?? 1}
        from={0.01}
        to={100}
        logarithmic
        onInput={(amplitude) => edit({ amplitude }, 'amplitude')}
        onSettle={deeds.settle}
      />
      <p class="hint">Sensitivity {floor} everywhere, and in each region more:</p>
      {regions.map(({ from, to, gain, softness = 0 }, k) => (
        <fieldset key={`${k}`}>
          <legend>Region {k + 1}</legend>
          <EdgeField
            label="from"
            value={from ?? null}
            onChange={(value) => editRegion(k, { from: value ?? undefined })}
          />
          <EdgeField label="to" value={to ?? null} onChange={(value) => editRegion(k, { to: value ?? undefined })} />
          <NumberField
            label="gain"
            value={gain}
            from={0.01}
            to={100}
            logarithmic
            onInput={(value) => editRegion(k, { gain: value }, `gain ${k}`)}
            onSettle={deeds.settle}
          />
          <p class="hint">Ramps are {softness} wide.</p>
        </fieldset>
      ))}
    </>
  );
}
