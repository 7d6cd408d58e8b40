import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Names of the types that arrays have in Python. */
const types = new Map([
  [Float32Array, 'float32'],
  [Float64Array, 'float64'],
  [Int32Array, 'int32'],
  [BigInt64Array, 'int64'],
  [Uint8Array, 'uint8'],
]);
const arrays = new Map([...types].map(([array, name]) => [name, array]).concat([['bool', Uint8Array]]));

/** An error that Python raised. */
class PythonError extends Error {
  constructor({ error, kind, trace }) {
    super(`${kind}: ${error}`);
    this.kind = kind;
    this.trace = trace;
  }
}

/** Python waits for as many numbers as the shape says. */
function checkSize([name, { values, shape }]) {
  const wanted = shape.reduce((product, one) => product * one, 1);
  if (values.length !== wanted) throw new Error(`${name} has ${values.length} numbers, its shape [${shape}] ${wanted}`);
}

/** A message as bytes: the length of its head, the head, and its arrays. */
function encoded(head, data) {
  const entries = Object.entries(data);
  entries.forEach(checkSize);
  const listed = entries.map(([name, { values, shape }]) => ({ name, dtype: types.get(values.constructor), shape }));
  const text = Buffer.from(JSON.stringify({ ...head, arrays: listed }));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(text.length);
  const bytes = entries.map(([, { values }]) => Buffer.from(values.buffer, values.byteOffset, values.byteLength));
  return [length, text, ...bytes.map((one) => Buffer.from(one))];
}

const sizeOf = ({ dtype, shape }) => shape.reduce((product, one) => product * one, arrays.get(dtype).BYTES_PER_ELEMENT);

/** The first message of some bytes and how long it is; undefined where it is not whole yet. */
function decoded(bytes) {
  if (bytes.length < 4) return undefined;
  const from = 4 + bytes.readUInt32LE(0);
  if (bytes.length < from) return undefined;
  const head = JSON.parse(bytes.toString('utf8', 4, from));
  const length = head.arrays.reduce((sum, one) => sum + sizeOf(one), from);
  if (bytes.length < length) return undefined;
  let at = from;
  const results = head.arrays.map(({ name, dtype, shape }) => {
    const size = sizeOf({ dtype, shape });
    const own = new Uint8Array(bytes.subarray(at, at + size));
    at += size;
    return [name, new (arrays.get(dtype))(own.buffer)];
  });
  return { length, head, results: Object.fromEntries(results) };
}

/** Starts a Python that runs modules until this process ends; calls are answered in their order. */
export function startPython(executable) {
  const script = fileURLToPath(new URL('worker.py', import.meta.url));
  const environment = { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', PYTHONDONTWRITEBYTECODE: '1' };
  const child = spawn(executable, [script], { stdio: ['pipe', 'pipe', 'inherit'], env: environment });
  const waiting = [];
  let chunks = [];
  let [held, wanted] = [0, 4];
  const fail = (reason) => {
    for (const { reject } of waiting.splice(0)) reject(reason);
  };
  child.on('error', fail);
  child.on('exit', (code, signal) => fail(new Error(`Python ended with ${code ?? signal}`)));
  child.stdin.on('error', fail);
  child.stdout.on('data', (chunk) => {
    chunks.push(chunk);
    held += chunk.length;
    if (held < wanted) return;
    let bytes = chunks.length === 1 ? chunk : Buffer.concat(chunks);
    for (let message = decoded(bytes); message !== undefined; message = decoded(bytes)) {
      bytes = bytes.subarray(message.length);
      const { resolve, reject } = waiting.shift();
      if (message.head.error === undefined) resolve(message.results);
      else reject(new PythonError(message.head));
      if (waiting.length === 0) hold(false);
    }
    [chunks, held] = [[bytes], bytes.length];
    wanted = bytes.length + 1;
  });
  /** Keeps this process alive while answers are awaited, and no longer. */
  const hold = (active) => {
    for (const one of [child, child.stdin, child.stdout]) active ? one.ref() : one.unref();
  };
  hold(false);
  return {
    async ask(head, data = {}) {
      const parts = encoded(head, data);
      const answer = new Promise((resolve, reject) => waiting.push({ resolve, reject }));
      hold(true);
      for (const part of parts) child.stdin.write(part);
      return answer;
    },
    stop: () => child.kill(),
  };
}
