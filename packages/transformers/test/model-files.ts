import { type CausalSpec, tinyCausal } from './tiny-causal.ts';
import { type EncoderSpec, tinyEncoder } from './tiny-encoder.ts';
import { byteFiles, byteVocabulary, wordPieceFiles, wordPieceVocabulary } from './tokenizers.ts';

export type Files = Readonly<Record<string, Uint8Array | object>>;

/** The files of a small encoder in transformers.js' layout. */
export function encoderFiles(spec: Partial<EncoderSpec> = {}): Files {
  const full = { vocabulary: wordPieceVocabulary, width: 16, positions: 64, ...spec };
  return {
    ...wordPieceFiles(full.positions),
    'config.json': {
      architectures: ['BertModel'],
      model_type: 'bert',
      hidden_size: full.width,
      max_position_embeddings: full.positions,
      num_hidden_layers: 1,
      num_attention_heads: 1,
      type_vocab_size: 2,
      vocab_size: full.vocabulary,
    },
    'onnx/model.onnx': tinyEncoder(full),
  };
}

/** A small causal model: what it is where nothing else is said. */
export const causalSpec = (spec: Partial<CausalSpec> = {}): CausalSpec => ({
  vocabulary: byteVocabulary,
  width: 16,
  positions: 512,
  cached: true,
  ...spec,
});

/** The files of a small causal model; the two libraries look for it by different names. */
export function causalFiles(spec: Partial<CausalSpec> = {}): Files {
  const full = causalSpec(spec);
  const model = tinyCausal(full);
  return {
    ...byteFiles(full.positions),
    'config.json': {
      architectures: ['GPT2LMHeadModel'],
      model_type: 'gpt2',
      n_embd: full.width,
      n_head: 1,
      n_layer: 1,
      n_positions: full.positions,
      vocab_size: full.vocabulary,
    },
    'generation_config.json': {},
    'onnx/model.onnx': model,
    'onnx/decoder_model_merged.onnx': model,
  };
}
