// Largest resident memory of a process that takes log-probabilities of eight texts by a model with 128,256 words, in MiB beyond what it had before. On Linux.
// Arguments: the folder of models, and 'whole' (all logits of the batch at once, float64 log-softmax) or 'ours'.
import { readFileSync, writeFileSync } from 'node:fs';
import { AutoModelForCausalLM, AutoTokenizer, env } from '@huggingface/transformers';
import { sequenceLogProbabilities } from '@lossmith/transformers';

const [root, way] = process.argv.slice(2);
Object.assign(env, { localModelPath: root, allowRemoteModels: false });
const model = await AutoModelForCausalLM.from_pretrained('wide', { dtype: 'fp32' });
const tokenizer = await AutoTokenizer.from_pretrained('wide');
const prompts = Array.from({ length: 8 }, (_, k) => `What of ${k}? `);
const completions = prompts.map((_, k) => `It is a number, and ${'more '.repeat(5)}than ${k}.`);

async function whole() {
  const ids = prompts.map((prompt, k) => tokenizer(prompt + completions[k], { return_tensor: false }).input_ids);
  const length = Math.max(...ids.map((one) => one.length));
  const Tensor = tokenizer('a').input_ids.constructor;
  const table = (of) =>
    new Tensor(
      'int64',
      BigInt64Array.from(
        ids.flatMap((one) => Array.from({ length }, (_, k) => of(one, k))),
        BigInt,
      ),
      [8, length],
    );
  const { logits } = await model({
    input_ids: table((one, k) => one[k] ?? 0),
    attention_mask: table((one, k) => Number(k < one.length)),
  });
  const vocabulary = logits.dims[2];
  const all = Float64Array.from(logits.data);
  for (let row = 0; row < all.length; row += vocabulary) {
    const own = all.subarray(row, row + vocabulary);
    const top = own.reduce((a, b) => Math.max(a, b));
    const sum = own.reduce((a, b) => a + Math.exp(b - top), 0);
    for (let k = 0; k < vocabulary; k += 1) own[k] -= top + Math.log(sum);
  }
  return ids.map((one, text) => {
    const start = tokenizer(prompts[text], { return_tensor: false }).input_ids.length;
    let total = 0;
    for (let k = start; k < one.length; k += 1) total += all[(text * length + k - 1) * vocabulary + one[k]];
    return total;
  });
}

const ours = async () => {
  const { sums } = await sequenceLogProbabilities(model, tokenizer, prompts, completions, { logitsAtOnce: 2 ** 21 });
  return Array.from(sums);
};

/** Mebibytes of resident memory by their name in Linux' /proc: VmRSS now, VmHWM at most so far. */
const memory = (name) =>
  Number(new RegExp(`${name}:\\s+(\\d+)`).exec(readFileSync('/proc/self/status', 'utf8'))[1]) / 1024;

await model(tokenizer('a'));
gc();
// What loading took at most is forgotten.
writeFileSync('/proc/self/clear_refs', '5');
const before = memory('VmRSS');
const sums = await (way === 'whole' ? whole() : ours());
console.log(JSON.stringify({ mebibytes: memory('VmHWM') - before, sums }));
