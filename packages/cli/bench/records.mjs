// CPU time and peak memory of `lossmith evaluate` on many records: memory must not grow with them. By hand: node records.mjs 1e7.
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const command = fileURLToPath(new URL('../bin/lossmith.mjs', import.meta.url));
const usage = new URL('report-usage.mjs', import.meta.url).href;
const loss = '{"kind":"exp","rate":0.8}';

const lines = {
  csv: (predicted, target) => `${predicted},${target}\n`,
  jsonl: (predicted, target) => `{"predicted":${predicted},"target":${target}}\n`,
};

/** Scores between -3 and 3, the same every time (Park & Miller 1988). */
function* scores() {
  for (let state = 1; ; ) {
    state = (state * 48271) % 2147483647;
    yield ((state / 2147483647) * 6 - 3).toFixed(4);
  }
}

async function write(file, format, count) {
  const stream = createWriteStream(file);
  const score = scores();
  const next = () => score.next().value;
  if (format === 'csv') stream.write('predicted,target\n');
  for (let done = 0; done < count; done += 1000) {
    const text = Array.from({ length: Math.min(1000, count - done) }, () => lines[format](next(), next())).join('');
    if (!stream.write(text)) await once(stream, 'drain');
  }
  stream.end();
  await once(stream, 'close');
}

/** Seconds of CPU time and megabytes at most that the command takes for so many records. */
export async function recordsTaken(format, count) {
  const folder = mkdtempSync(join(tmpdir(), 'lossmith-cli-'));
  const [data, out] = [join(folder, `data.${format}`), join(folder, `losses.${format}`)];
  const args = ['--import', usage, command, 'evaluate', loss, data, '--out', out];
  try {
    await write(data, format, count);
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
    return JSON.parse(stderr);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  for (const format of Object.keys(lines))
    for (const count of process.argv.slice(2).map(Number)) {
      const { seconds, megabytes } = await recordsTaken(format, count);
      console.log(
        `${format} ${count.toExponential(0)} records: ${seconds.toFixed(1)} s of CPU, ${megabytes} MB at most`,
      );
    }
