import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encoderModel } from './encoder.ts';
import { readVocabulary } from './weights.ts';

const sequence = (id: 'A' | 'B', type_id: number) => ({ Sequence: { id, type_id } });
const marks = { replacement: '▁', add_prefix_space: true, prepend_scheme: 'always' };

/** Tokens of a text or a pair; of each text the encoder itself reads the first 128. */
const longest = 1024;

/** The tokenizer in the format of Hugging Face: pieces of words by their probabilities, spaces written as ▁. */
const tokenizer = () => ({
  version: '1.0',
  truncation: null,
  padding: null,
  added_tokens: [],
  normalizer: { type: 'NFKC' },
  pre_tokenizer: { type: 'Metaspace', ...marks },
  post_processor: {
    type: 'TemplateProcessing',
    single: [sequence('A', 0)],
    pair: [sequence('A', 0), sequence('B', 1)],
    special_tokens: {},
  },
  decoder: { type: 'Metaspace', ...marks },
  model: { type: 'Unigram', unk_id: 0, vocab: readVocabulary() },
});

/** Writes the encoder in transformers.js' layout: of texts, or of pairs of texts. */
export function writeEncoder(folder: string, kind: 'text' | 'pair'): void {
  const files = {
    'tokenizer.json': tokenizer(),
    // The class says that segments are wanted, and nothing else.
    'tokenizer_config.json': { tokenizer_class: 'BertTokenizer', model_max_length: longest, unk_token: '�' },
    'config.json': {
      architectures: ['BertModel'],
      model_type: 'bert',
      vocab_size: 8002,
      max_position_embeddings: longest,
    },
  };
  mkdirSync(join(folder, 'onnx'), { recursive: true });
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), JSON.stringify(content));
  writeFileSync(join(folder, 'onnx/model.onnx'), encoderModel(kind));
}
