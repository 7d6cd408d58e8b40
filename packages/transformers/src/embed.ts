import { checkEmbedOptions, type EmbedOptions, type EmbedPlan } from './embed-options.js';
import { embedWindow } from './embed-window.js';
import type { Features } from './features.js';
import { checkPipeline, type PeerPipeline } from './peer.js';
import { checkTexts, type TextInput } from './texts.js';

/** Features of one window after the other, written to one array that is made once their width is known. */
async function embedInto(extractor: PeerPipeline, texts: readonly TextInput[], start: number, plan: EmbedPlan) {
  let [data, width] = [new Float32Array(0), 0];
  for (let place = 0; place < texts.length; place += plan.window) {
    const part = { texts: texts.slice(place, place + plan.window), start: start + place };
    await embedWindow(extractor, part, plan, (row, feature) => {
      if (width === 0) [data, width] = [new Float32Array(texts.length * feature.length), feature.length];
      data.set(feature, (place + row) * width);
    });
  }
  return { data, dims: [texts.length, width] as const, pooled: plan.pooled };
}

/**
 * A row of numbers per text, by a feature-extraction pipeline of either library: what its own call with the same pooling gives, to rounding. Texts are sorted by length inside a
 * window, so that little is padded; results come in the given order. Besides the result, memory holds one batch and the tokens of one window. A pair of texts is read together.
 * Throws for what is no pipeline, for no texts, for a model whose output is no embedding, and where `signal` is aborted its reason.
 */
export async function embed(
  extractor: PeerPipeline,
  texts: readonly TextInput[],
  options: EmbedOptions = {},
): Promise<Features> {
  checkPipeline('extractor', extractor, 'feature-extraction');
  const plan = checkEmbedOptions(options);
  checkTexts('texts', texts);
  return embedInto(extractor, texts, 0, plan);
}

/**
 * The same for texts that come one by one, from a file or a generator, any number of them: the features of one window after the other. `index` is the place of a window's first
 * text among all.
 */
export async function* embedStream(
  extractor: PeerPipeline,
  texts: Iterable<TextInput> | AsyncIterable<TextInput>,
  options: EmbedOptions = {},
): AsyncGenerator<Features & { readonly index: number }> {
  checkPipeline('extractor', extractor, 'feature-extraction');
  const plan = checkEmbedOptions(options);
  let index = 0;
  let window: TextInput[] = [];
  const finish = async () => {
    checkTexts('texts', window);
    const features = await embedInto(extractor, window, index, plan);
    const part = { ...features, index };
    index += window.length;
    window = [];
    return part;
  };
  for await (const text of texts) {
    window.push(text);
    if (window.length === plan.window) yield await finish();
  }
  if (window.length > 0) yield await finish();
}
