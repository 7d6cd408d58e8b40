import { LossmithInputError, LossmithShapeError, LossmithValueError } from '@lossmith/core';
import type { PeerTokenizer } from './peer.js';
import { encode } from './texts.js';
import { longestOf } from './token-tensors.js';

/** A text, or its tokens. */
export type SequenceInput = string | readonly number[];

/** Tokens of a prompt and what follows it. */
export interface Sequence {
  readonly ids: readonly number[];
  /** Where the completion begins. */
  readonly start: number;
}

function checkSequences(name: string, given: unknown): asserts given is readonly SequenceInput[] {
  if (!Array.isArray(given)) throw new LossmithInputError(name, 'are no list', `give { ${name}: ['a text', …] }`);
  if (given.length === 0) throw new LossmithInputError(name, 'are empty', 'give at least one text');
  const isTokens = (one: unknown) => Array.isArray(one) && one.every((id) => Number.isSafeInteger(id) && id >= 0);
  const wrong = given.findIndex((one) => typeof one !== 'string' && !isTokens(one));
  if (wrong >= 0)
    throw new LossmithValueError(name, wrong, given[wrong], 'no text', 'give strings, or lists of token ids');
}

/** Tokens of each; texts go through the tokenizer together. */
function tokensOf(tokenizer: PeerTokenizer, given: readonly SequenceInput[], special: boolean) {
  const texts = given.filter((one): one is string => typeof one === 'string');
  const ids = texts.length === 0 ? [] : (encode(tokenizer, texts, special).input_ids ?? []);
  let next = 0;
  return given.map((one) => (typeof one === 'string' ? (ids[next++] as readonly number[]) : one));
}

/**
 * Prompts with their completions. Special tokens, such as one for the beginning, are added to prompts alone, as far as the tokenizer adds any. Throws where a completion has no
 * token, or nothing before it, and where both together are longer than the model takes: cut off they would have another probability.
 */
export function sequencesOf(
  tokenizer: PeerTokenizer,
  config: object | undefined,
  prompts: readonly SequenceInput[],
  completions: readonly SequenceInput[],
): readonly Sequence[] {
  checkSequences('prompts', prompts);
  checkSequences('completions', completions);
  if (prompts.length !== completions.length)
    throw new LossmithShapeError('completions', [completions.length], [prompts.length], 'give one per prompt');
  const longest = longestOf(tokenizer, config);
  const before = tokensOf(tokenizer, prompts, true);
  return tokensOf(tokenizer, completions, false).map((after, k) => {
    const prompt = before[k] as readonly number[];
    const refuse = (name: string, given: unknown, what: string, advice: string): never => {
      throw new LossmithValueError(name, k, given, what, advice);
    };
    if (prompt.length === 0)
      refuse('prompts', prompts[k], 'has no tokens', "give it one, such as the tokenizer's token for the beginning");
    if (after.length === 0) refuse('completions', completions[k], 'has no tokens', 'leave it out');
    const length = prompt.length + after.length;
    if (length > longest)
      refuse(
        'completions',
        completions[k],
        `makes ${length} tokens with its prompt, more than ${longest}`,
        'shorten it',
      );
    return { ids: [...prompt, ...after], start: prompt.length };
  });
}
