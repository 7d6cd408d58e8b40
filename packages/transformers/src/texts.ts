import { LossmithInputError, LossmithValueError } from '@lossmith/core';
import type { PeerTokenizer } from './peer.js';

/** A text, or two that the model reads together, such as a query and a document. */
export type TextInput = string | readonly [first: string, second: string];

/** The tokens of texts: for each input of the model ('input_ids', 'attention_mask', …) a list per text. */
export type Encoded = Readonly<Record<string, readonly (readonly number[])[]>>;

const isText = (value: unknown): value is TextInput =>
  typeof value === 'string' ||
  (Array.isArray(value) && value.length === 2 && value.every((one) => typeof one === 'string'));

const isPair = (text: TextInput): text is readonly [string, string] => typeof text !== 'string';

/** Throws for what is no list of texts, for an empty list, and for a mixture of texts and pairs. */
export function checkTexts(name: string, texts: unknown): asserts texts is readonly TextInput[] {
  if (!Array.isArray(texts)) throw new LossmithInputError(name, 'are no list', `give { ${name}: ['a text', …] }`);
  if (texts.length === 0) throw new LossmithInputError(name, 'are empty', 'give at least one text');
  const wrong = texts.findIndex((text) => !isText(text) || isPair(text) !== isPair(texts[0]));
  if (wrong < 0) return;
  const what = isText(texts[wrong]) ? 'a text among pairs, or a pair among texts' : 'no text';
  throw new LossmithValueError(name, wrong, texts[wrong], what, 'give strings, or all as pairs [first, second]');
}

/** Tokens without padding, and nothing cut off. */
export function encode(tokenizer: PeerTokenizer, texts: readonly TextInput[], special = true): Encoded {
  const options = { padding: false, truncation: false, return_tensor: false, add_special_tokens: special };
  if (!texts.every(isPair)) return tokenizer(texts, options);
  return tokenizer(
    texts.map(([first]) => first),
    { ...options, text_pair: texts.map(([, second]) => second) },
  );
}
