import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Description } from './shape.js';

const child = fileURLToPath(new URL('child.mjs', import.meta.url));

interface Answer {
  readonly id?: number;
  readonly ready?: boolean;
  readonly result?: unknown;
  readonly error?: string;
}

/** The benchmarks of a package, in a process of their own that does one thing at a time. */
export interface BenchProcess {
  readonly description: Description;
  /** Prepares a task: which of its candidates can run here, and why others cannot. */
  open(
    section: string,
    task: string,
  ): Promise<{ readonly able: readonly string[]; readonly missing: Readonly<Record<string, string>> }>;
  /** Runs a candidate of the open task until it is as fast as it gets. */
  warm(candidate: string): Promise<void>;
  /** Measures a candidate of the open task once. */
  sample(candidate: string): Promise<number>;
  close(): Promise<void>;
  end(): Promise<void>;
}

/** Asks, and waits for the answer; an end of the process is an error, since an answer is missing. */
function asking(process: ChildProcess, file: string) {
  let count = 0;
  return async <T>(name: string, details: object = {}): Promise<T> => {
    const id = count++;
    process.send({ id, name, details });
    return (await answerOf(process, file, (answer) => answer.id === id)) as T;
  };
}

function answerOf(process: ChildProcess, file: string, isIt: (answer: Answer) => boolean): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`${file} ended with code ${code} before it had answered`));
    const listen = (message: unknown) => {
      const answer = message as Answer;
      if (!isIt(answer)) return;
      process.off('message', listen).off('exit', ended);
      if (answer.error === undefined) resolve(answer.result);
      else reject(new Error(`${file}: ${answer.error}`));
    };
    process.on('message', listen).once('exit', ended);
  });
}

/** Starts the benchmarks of a file in plain Node: what loads this program's TypeScript is not to be measured. */
export async function startBench(file: string): Promise<BenchProcess> {
  const process = fork(child, [file], { execArgv: [], stdio: ['ignore', 2, 2, 'ipc'] });
  await answerOf(process, file, ({ ready }) => ready === true);
  const ask = asking(process, file);
  return {
    description: await ask('describe'),
    open: (section, task) => ask('open', { section, task }),
    warm: (candidate) => ask('warm', { candidate }),
    sample: (candidate) => ask('sample', { candidate }),
    close: () => ask('close'),
    async end() {
      const exit = once(process, 'exit');
      process.disconnect();
      await exit;
    },
  };
}
