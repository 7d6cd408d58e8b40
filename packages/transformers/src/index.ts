export * from '@lossmith/core';
export { type Distilled, type DistilOptions, distil, type Teacher } from './distil.js';
export { embed, embedStream } from './embed.js';
export type { EmbedOptions, Truncation } from './embed-options.js';
export type { Features, Pooled, Pooling } from './features.js';
export type { HeadData } from './head-data.js';
export {
  defaultJudges,
  type Judge,
  type Judgement,
  type JudgeOptions,
  judgePreferences,
  type PreferenceLogProbabilities,
} from './judge-preferences.js';
export { type LibraryName, type LoadOptions, loadPipeline, type PeerLibrary } from './load-pipeline.js';
export type { HeadRuntime } from './ort-of.js';
export { type Pair, pairFeatures } from './pair-features.js';
export type { PeerModel, PeerPipeline, PeerTensor, PeerTokenizer } from './peer.js';
export { type ScoreOptions, score } from './score.js';
export { type Scores, scoreFeatures } from './score-features.js';
export {
  type SequenceLogProbabilities,
  type SequenceOptions,
  sequenceLogProbabilities,
} from './sequence-log-probabilities.js';
export type { SequenceInput } from './sequences.js';
export type { TextInput } from './texts.js';
export { trainHead } from './train-head.js';
export type { HeadTexts, Scored, TrainHeadOptions, Validation } from './train-options.js';
export { type EpochReport, headModel, type TrainedHead } from './trained-head.js';
