import type { MemoryLayout, MemoryRegion } from './memory-layout.js';
import { inputNames, type ModuleSpec, scalarParameters, storedOutputs, variesByItem } from './module-spec.js';
import { scratchSlots } from './scratch-slots.js';

function regionsOf(spec: ModuleSpec): readonly MemoryRegion[] {
  const { inputs, outputs, precision } = spec.program;
  const input = (name: string): MemoryRegion => {
    const axes = inputs.find((one) => one.name === name)?.axes.length ?? 0;
    return { kind: 'input', name, type: precision, axes, count: 0 };
  };
  const output = (name: string): MemoryRegion => {
    return { kind: 'output', name, type: precision, axes: outputs[name]?.axes.length ?? 0, count: 0 };
  };
  const doubles = (kind: 'scalars' | 'total' | 'scratch', count: number): MemoryRegion => {
    return { kind, name: kind, type: 'float64', axes: 0, count };
  };
  const slots = scratchSlots(spec.program).size;
  return [
    ...inputNames(spec).map(input),
    doubles('scalars', 1 + scalarParameters(spec).length),
    doubles('total', 1),
    ...(slots === 0 ? [] : [doubles('scratch', slots)]),
    ...storedOutputs(spec).map(output),
  ];
}

const known = new WeakMap<ModuleSpec, MemoryLayout>();

/** The memory of a module. Worked out once: to find what scratch holds takes longer than a small run. */
export function layoutOf(spec: ModuleSpec): MemoryLayout {
  const layout = known.get(spec) ?? { regions: regionsOf(spec), byItem: variesByItem(spec.program) };
  known.set(spec, layout);
  return layout;
}
