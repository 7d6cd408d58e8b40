import type { LinkSpec } from '@lossmith/core';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Question } from '../design/analyst.js';
import type { Described } from '../design/describe-scores.js';
import type { Region } from '../state/state.js';

/** Asks one question at a time, and of those that come meanwhile only the last. */
function createAnalyst(tell: (described: Described) => void) {
  const worker = new Worker(new URL('../design/analyst.ts', import.meta.url), { type: 'module' });
  let busy = false;
  let next: Question | undefined;
  let sent: Float64Array | undefined;
  const send = () => {
    if (busy || next === undefined) return;
    const { scores, ...question } = next;
    const changed = scores !== undefined && scores !== sent;
    worker.postMessage({ ...question, ...(changed ? { scores } : {}) } satisfies Question);
    sent = scores;
    next = undefined;
    busy = true;
  };
  worker.onmessage = ({ data }: MessageEvent<Described>) => {
    busy = false;
    tell(data);
    send();
  };
  return {
    ask(question: Question) {
      next = question;
      send();
    },
    end: () => worker.terminate(),
  };
}

/** What `describe` says of all scores, from a worker: while a curve is dragged it lags behind as far as it must. */
export function useDescription(link: LinkSpec, scores: Float64Array, important: Region): Described | undefined {
  const [described, tell] = useState<Described>();
  const analyst = useRef<ReturnType<typeof createAnalyst> | undefined>(undefined);
  useEffect(() => {
    analyst.current ??= createAnalyst(tell);
    analyst.current.ask({ link, scores, important });
  }, [link, scores, important]);
  useEffect(() => () => analyst.current?.end(), []);
  return described;
}
