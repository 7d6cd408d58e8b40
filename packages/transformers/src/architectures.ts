import { LossmithError } from '@lossmith/core';

/** Models that transformers.js can load as classifiers of texts, by model_type in config.json: in 2.17 and its successor. */
const inBoth: Readonly<Record<string, string>> = {
  albert: 'Albert',
  bert: 'Bert',
  camembert: 'Camembert',
  convbert: 'ConvBert',
  deberta: 'Deberta',
  'deberta-v2': 'DebertaV2',
  distilbert: 'DistilBert',
  electra: 'Electra',
  esm: 'Esm',
  mobilebert: 'MobileBert',
  mpnet: 'MPNet',
  roberta: 'Roberta',
  roformer: 'RoFormer',
  squeezebert: 'SqueezeBert',
  xlm: 'XLM',
  'xlm-roberta': 'XLMRoberta',
};

/** In the successor alone. */
const inSuccessor: Readonly<Record<string, string>> = {
  eurobert: 'EuroBert',
  modernbert: 'ModernBert',
  neobert: 'NeoBert',
};

/** The class that config.json names for a classifier of texts; throws where the libraries have none of that type. */
export function classifierOf(modelType: unknown): string {
  const known = { ...inBoth, ...inSuccessor };
  const name = typeof modelType === 'string' && Object.hasOwn(known, modelType) ? known[modelType] : undefined;
  if (name !== undefined) return `${name}ForSequenceClassification`;
  const what = `config.json has model_type '${String(modelType)}', of which transformers.js loads no classifier`;
  throw new LossmithError('model', what, `take a backbone of type ${Object.keys(known).join(', ')}`);
}
