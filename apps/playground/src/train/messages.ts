import type { Report, Setting } from './session.js';

/** What the page tells the worker that trains. */
export type TrainerRequest =
  /** Starts anew; with `goOn` training that runs goes on, with the new setting. */
  | { readonly type: 'reset'; readonly setting: Setting; readonly goOn: boolean }
  | { readonly type: 'start' }
  | { readonly type: 'stop' }
  | { readonly type: 'step' };

/** What the worker tells the page. */
export type TrainerReply =
  | { readonly type: 'report'; readonly report: Report; readonly running: boolean }
  | { readonly type: 'problem'; readonly message: string };
