import { useEffect, useRef, useState } from 'preact/hooks';
import type { TrainerReply, TrainerRequest } from '../train/messages.js';
import type { Report, Setting } from '../train/session.js';

export interface Trainer {
  readonly report: Report | undefined;
  readonly running: boolean;
  readonly problem: string | undefined;
  tell(request: TrainerRequest): void;
}

/** A worker that trains with a setting; another setting starts anew. */
export function useTrainer(setting: Setting): Trainer {
  const worker = useRef<Worker | undefined>(undefined);
  const [shown, show] = useState<Omit<Trainer, 'tell'>>({ report: undefined, running: false, problem: undefined });
  useEffect(() => {
    const made = new Worker(new URL('../train/trainer.ts', import.meta.url), { type: 'module' });
    made.onmessage = ({ data }: MessageEvent<TrainerReply>) => {
      if (data.type === 'problem') show({ report: undefined, running: false, problem: data.message });
      else show({ report: data.report, running: data.running, problem: undefined });
    };
    worker.current = made;
    return () => made.terminate();
  }, []);
  useEffect(
    () => worker.current?.postMessage({ type: 'reset', setting, goOn: true } satisfies TrainerRequest),
    [setting],
  );
  return { ...shown, tell: (request) => worker.current?.postMessage(request) };
}
