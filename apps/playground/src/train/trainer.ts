import { isLossmithError } from '@lossmith/core';
import type { TrainerReply, TrainerRequest } from './messages.js';
import { createSession, type Session } from './session.js';

/** The worker that trains, so that the page stays quick. */
let session: Session | undefined;
let running = false;
let waiting = false;

/** Steps are taken for so long between two looks at the messages; reports come as often. */
const slice = 40;
const most = 5000;

const reply = (message: TrainerReply) => postMessage(message);

function report(): void {
  if (session !== undefined) reply({ type: 'report', report: session.report(), running });
}

/** One turn waits at a time, however often training is stopped and started. */
function wait(): void {
  if (waiting) return;
  waiting = true;
  setTimeout(turn);
}

function turn(): void {
  waiting = false;
  if (!running || session === undefined) return;
  const end = performance.now() + slice;
  do session.train(1);
  while (performance.now() < end);
  const { step, contenders } = session.report();
  running = step < most && contenders.some(({ diverged }) => !diverged);
  report();
  wait();
}

const actions: { readonly [type in TrainerRequest['type']]: (request: TrainerRequest) => void } = {
  reset(request) {
    if (request.type !== 'reset') return;
    running &&= request.goOn;
    session?.dispose();
    session = undefined;
    session = createSession(request.setting);
    report();
    if (running) wait();
  },
  start() {
    running = true;
    wait();
  },
  stop() {
    running = false;
    report();
  },
  step() {
    running = false;
    session?.train(1);
    report();
  },
};

addEventListener('message', ({ data }: MessageEvent<TrainerRequest>) => {
  try {
    actions[data.type](data);
  } catch (error) {
    if (!isLossmithError(error)) throw error;
    reply({ type: 'problem', message: error.message });
  }
});
