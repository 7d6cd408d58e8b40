/**
 * The part of WebAssembly's binary format that kernels need: numbers, instructions, sections. Source: WebAssembly Core
 * Specification 2.0, chapter 5.
 */

/** Bytes of instructions. One that gives a value leaves it on the stack. */
export type Code = readonly number[];

/** LEB128, unsigned. */
export function unsigned(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return [...bytes, rest];
    bytes.push((rest % 128) + 128);
  }
}

/** LEB128, signed, for 32-bit integers. */
export function signed(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest >>= 7) {
    const last = (rest >= -64 && rest < 64 ? 0 : 128) + (rest & 127);
    bytes.push(last);
    if (last < 128) return bytes;
  }
}

function littleEndian(size: 4 | 8, write: (view: DataView) => void): number[] {
  const bytes = new Uint8Array(size);
  write(new DataView(bytes.buffer));
  return [...bytes];
}

export const float32Bytes = (value: number): number[] => littleEndian(4, (view) => view.setFloat32(0, value, true));
export const float64Bytes = (value: number): number[] => littleEndian(8, (view) => view.setFloat64(0, value, true));
export const int32Bytes = (value: number): number[] => littleEndian(4, (view) => view.setInt32(0, value, true));
export const int64Bytes = (value: bigint): number[] => littleEndian(8, (view) => view.setBigInt64(0, value, true));

const types = { i32: 0x7f, f64: 0x7c, v128: 0x7b } as const;
export type ValueType = keyof typeof types;

const empty = 0x40;

/** Locals and control. */
export const getLocal = (local: number): Code => [0x20, ...unsigned(local)];
export const setLocal = (local: number, value: Code): Code => [...value, 0x21, ...unsigned(local)];
export const when = (condition: Code, body: Code): Code => [...condition, 0x04, empty, ...body, 0x0b];
/** Runs the body once, and again as long as the condition holds at its end. */
export const repeat = (body: Code, again: Code): Code => [0x03, empty, ...body, ...again, 0x0d, 0, 0x0b];

/** Pieces one behind the other. */
const joined = (...pieces: readonly Code[]): Code => ([] as number[]).concat(...pieces);

/** A vector instruction by its number, after its arguments. */
export const simd = (opcode: number, args: readonly Code[], immediates: readonly number[] = []): Code =>
  joined(...args, [0xfd], unsigned(opcode), immediates);

/** Loads and stores are said to be aligned to one byte: rows begin anywhere. */
export const load = (opcode: number, address: Code): Code => simd(opcode, [address], [0, 0]);
export const store = (opcode: number, address: Code, value: Code, ...lane: readonly number[]): Code =>
  simd(opcode, [address, value], [0, 0, ...lane]);

const vector = (items: readonly Code[]): Code => joined(unsigned(items.length), ...items);
const name = (text: string): Code => vector([...new TextEncoder().encode(text)].map((byte) => [byte]));
const section = (id: number, items: readonly Code[]): Code => {
  const content = vector(items);
  return [id, ...unsigned(content.length), ...content];
};

/** A function without a result. */
export interface FunctionBody {
  readonly name: string;
  readonly parameters: readonly ValueType[];
  readonly locals: readonly ValueType[];
  readonly code: Code;
}

/** Locals stand as runs of one type. */
function localRuns(locals: readonly ValueType[]): Code {
  const runs: [count: number, type: ValueType][] = [];
  for (const type of locals) {
    const last = runs.at(-1);
    if (last?.[1] === type) last[0] += 1;
    else runs.push([1, type]);
  }
  return vector(runs.map(([count, type]) => [...unsigned(count), types[type]]));
}

function bodyBytes({ locals, code }: FunctionBody): Code {
  const content = [...localRuns(locals), ...code, 0x0b];
  return [...unsigned(content.length), ...content];
}

/** Memory of one page (64 KiB) at first; shared memory has to say how far it may grow. */
const ownMemory: Code = [0, 1];
const sharedMemory: Code = [3, 1, ...unsigned(65536)];

/** A module that exports the functions, and its `memory`, or takes one that threads share, as `memory` of `lossmith`. */
export function moduleBytes(functions: readonly FunctionBody[], shared = false): Uint8Array<ArrayBuffer> {
  const signature = ({ parameters }: FunctionBody): Code => [
    0x60,
    ...vector(parameters.map((type) => [types[type]])),
    0,
  ];
  const indices = functions.map((_, index) => unsigned(index));
  const exported = functions.map((one, index) => [...name(one.name), 0, ...unsigned(index)]);
  return Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, functions.map(signature)),
    ...(shared ? section(2, [[...name('lossmith'), ...name('memory'), 2, ...sharedMemory]]) : []),
    ...section(3, indices),
    ...(shared ? [] : section(5, [ownMemory])),
    ...section(7, shared ? exported : [...exported, [...name('memory'), 2, 0]]),
    ...section(10, functions.map(bodyBytes)),
  ]);
}
