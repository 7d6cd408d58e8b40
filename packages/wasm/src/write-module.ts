import { type Instruction, loopsOf, type Program } from '@lossmith/core/backend';
import { sumOf } from './accumulators.js';
import { type Code, type FunctionBody, f64, getLocal, i32, moduleBytes, simd, v128 } from './encoding.js';
import { type Frame, numberAt, type Unit } from './frame.js';
import { f32x4, f64x2 } from './lanes.js';
import { countUp, maskOf, storeAll, workOut, writeSteps } from './loops.js';
import { keyOf, type Plan, placesOf, storedOutputs, variesByClass } from './plan.js';
import { keptValues } from './scratch.js';
import { type Tier, writeBody } from './writer.js';

/** What one function works out: some outputs, of which one may be summed up instead of stored. */
interface Task {
  readonly name: string;
  readonly program: Program;
  readonly gathered: string | undefined;
}

const withOutputs = (program: Program, names: readonly string[]): Program => ({
  ...program,
  outputs: Object.fromEntries(Object.entries(program.outputs).filter(([name]) => names.includes(name))),
});

/** Instructions that outputs need. */
function neededBy({ instructions, outputs }: Program): ReadonlySet<number> {
  const needed = new Set(Object.values(outputs).map(({ instruction }) => instruction));
  for (let k = instructions.length - 1; k >= 0; k -= 1)
    if (needed.has(k)) for (const place of (instructions[k] as Instruction).args) needed.add(place);
  return needed;
}

/** Those with one number for all examples, which are worked out once. */
function sharedBy(program: Program, perExample: readonly string[]): ReadonlySet<number> {
  const shared = new Set<number>();
  const isShared = ({ op, args, name }: Instruction) => {
    if (op === 'parameter') return !perExample.includes(name as string);
    if (op === 'input' || op === 'index' || op === 'sum' || op === 'max') return false;
    return args.every((place) => shared.has(place));
  };
  program.instructions.forEach((instruction, place) => {
    if (isShared(instruction)) shared.add(place);
  });
  const needed = neededBy(program);
  return new Set([...shared].filter((place) => needed.has(place)));
}

/** With classes one score's error is felt by the whole row, U times over. */
const tierOf = ({ arithmetic, program }: Plan): Tier =>
  arithmetic === 'float32' || (program.precision === 'float32' && !variesByClass(program)) ? 'single' : 'double';

function beginUnit(
  plan: Plan,
  program: Program,
): { unit: Unit; body: ReturnType<typeof writeBody>; parameters: number } {
  const places = placesOf(plan);
  const parameters = places.length + 2;
  const body = writeBody(
    parameters,
    plan.arithmetic === 'float64' ? f64x2 : f32x4,
    tierOf(plan),
    program.precision === 'float64',
  );
  const pointers = new Map(places.map((place, k) => [keyOf(place), getLocal(k + 2)]));
  const shared = sharedBy(program, plan.perExample);
  const [examples, items] = [getLocal(0), getLocal(1)];
  const kept = keptValues(plan.program);
  const base = { plan, writer: body.writer, pointers, shared, examples, items, row: i32.constant(0), kept };
  const factor = program.reduction === 'mean' ? body.writer.keep(numberAt(body.writer, pointers, 0)) : undefined;
  return { unit: { ...base, factor, atHand: new Set() }, body, parameters };
}

/** A function over examples that leaves the sum of one output in `total`, and stores those that have a pointer. */
function writeFunction(plan: Plan, { name, program, gathered }: Task): FunctionBody {
  const { unit, body, parameters } = beginUnit(plan, program);
  const { writer } = body;
  const byExample = !variesByClass(plan.program);
  const start: Frame = { along: undefined, outermost: false, indices: {}, mask: undefined, values: [] };
  for (const place of unit.shared) workOut(unit, start, place);
  const total = gathered === undefined ? undefined : sumOf(writer);
  countUp(writer, unit.examples, byExample ? writer.lanes.count : 1, (row) => {
    const mask = byExample && total !== undefined ? maskOf(writer, i32.subtract(unit.examples, row)) : undefined;
    const along = byExample ? ('' as const) : undefined;
    const frame: Frame = { ...start, along, outermost: !byExample, mask, values: [...start.values] };
    const here: Unit = { ...unit, row };
    const { steps, outputs } = loopsOf(program);
    writeSteps(here, frame, steps);
    if (gathered !== undefined)
      total?.add(frame.values[program.outputs[gathered]?.instruction as number] as Code, mask);
    storeAll(here, frame, outputs);
  });
  if (total !== undefined) {
    const [value] = total.wide(byExample) as [Code];
    writer.emit(f64.store(unit.pointers.get('total') as Code, simd(v128.extract64, [value], [0])));
  }
  return { name, parameters: Array(parameters).fill('i32'), locals: body.locals, code: body.finish() };
}

/**
 * The module of a plan. It exports its `memory`, and functions of 32-bit integers, in the order of `placesOf`: `run` writes
 * outputs of a block of examples (at least one) and, where the loss is reduced, its sum to `total`; `count`, which is there where
 * examples count differently, writes to `total` what they count together.
 */
export function writeModule(plan: Plan): Uint8Array<ArrayBuffer> {
  const { program } = plan;
  const gathered = program.reduction !== 'none' && program.outputs.loss !== undefined ? 'loss' : undefined;
  const names = [...storedOutputs(plan), ...(gathered === undefined ? [] : [gathered])];
  const run = { name: 'run', program: withOutputs(program, names), gathered };
  const counts = program.reduction === 'mean' && program.outputs.weight !== undefined;
  const count = { name: 'count', program: withOutputs(program, ['weight']), gathered: 'weight' };
  return moduleBytes((counts ? [run, count] : [run]).map((task) => writeFunction(plan, task)));
}
