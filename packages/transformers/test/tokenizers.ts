/** The files of two tokenizers, in the format of Hugging Face's tokenizers. */

const special = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]'];
const letters = [...'abcdefghijklmnopqrstuvwxyz0123456789'];
const words = ['good', 'bad', 'film', 'food', 'the', 'a', 'was', 'very', 'not', 'really', 'and', 'it', 'is', 'so'];

/** Words, then letters at the beginning of a word and inside one, so that every text has tokens. */
const wordPieces = [...special, ...words, ...letters, ...letters.map((letter) => `##${letter}`), '.', ',', '!', '?'];

const added = (content: string, id: number) => ({
  id,
  content,
  single_word: false,
  lstrip: false,
  rstrip: false,
  normalized: false,
  special: true,
});

const piece = (id: string, type_id: number) => ({ SpecialToken: { id, type_id } });
const sequence = (id: string, type_id: number) => ({ Sequence: { id, type_id } });
const ids = (content: string) => ({ id: content, ids: [wordPieces.indexOf(content)], tokens: [content] });

export const wordPieceVocabulary: number = wordPieces.length;

/** In the manner of BERT: WordPiece, [CLS] … [SEP] … [SEP]. */
export const wordPieceFiles = (longest: number): Readonly<Record<string, object>> => ({
  'tokenizer.json': {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: special.map(added),
    normalizer: {
      type: 'BertNormalizer',
      clean_text: true,
      handle_chinese_chars: true,
      strip_accents: null,
      lowercase: true,
    },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    post_processor: {
      type: 'TemplateProcessing',
      single: [piece('[CLS]', 0), sequence('A', 0), piece('[SEP]', 0)],
      pair: [piece('[CLS]', 0), sequence('A', 0), piece('[SEP]', 0), sequence('B', 1), piece('[SEP]', 1)],
      special_tokens: { '[CLS]': ids('[CLS]'), '[SEP]': ids('[SEP]') },
    },
    decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
    model: {
      type: 'WordPiece',
      unk_token: '[UNK]',
      continuing_subword_prefix: '##',
      max_input_chars_per_word: 100,
      vocab: Object.fromEntries(wordPieces.map((content, id) => [content, id])),
    },
  },
  'tokenizer_config.json': {
    tokenizer_class: 'BertTokenizer',
    do_lower_case: true,
    model_max_length: longest,
    unk_token: '[UNK]',
    sep_token: '[SEP]',
    pad_token: '[PAD]',
    cls_token: '[CLS]',
    mask_token: '[MASK]',
  },
});

/** Bytes as GPT-2 writes them: those that can be printed as themselves, the others beyond 255. */
const byteCharacters = (() => {
  const printed = (byte: number) =>
    (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || (byte >= 174 && byte <= 255);
  let beyond = 256;
  return Array.from({ length: 256 }, (_, byte) => String.fromCodePoint(printed(byte) ? byte : beyond++));
})();

export const byteVocabulary = 257;

/** In the manner of GPT-2, without merges: a token per byte, and the end of a text. */
export const byteFiles = (longest: number): Readonly<Record<string, object>> => ({
  'tokenizer.json': {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: [added('<|endoftext|>', 256)],
    normalizer: null,
    pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true },
    post_processor: null,
    decoder: { type: 'ByteLevel', add_prefix_space: true, trim_offsets: true },
    model: {
      type: 'BPE',
      vocab: { ...Object.fromEntries(byteCharacters.map((content, id) => [content, id])), '<|endoftext|>': 256 },
      merges: [],
    },
  },
  'tokenizer_config.json': {
    tokenizer_class: 'GPT2Tokenizer',
    model_max_length: longest,
    unk_token: '<|endoftext|>',
    bos_token: '<|endoftext|>',
    eos_token: '<|endoftext|>',
  },
});
