import { describe, expectTypeOf, test } from 'vitest';
import { type EvaluateOptions, evaluate } from '../evaluate.js';
import * as links from '../links/index.js';
import type { Link } from '../links/link.js';
import { parseLoss } from '../parse-loss.js';
import { compositeSoftmax } from './composite-softmax.js';
import type { Loss } from './loss.js';
import { matching, perClass } from './matching.js';
import type { ParameterPath } from './parameter-path.js';
import { softmax } from './softmax.js';

/** Never run: the compiler is what is tested. */
type PathOf<Of> = Of extends Loss<infer Spec> ? ParameterPath<Spec> : never;
const none = { predicted: [], target: [] };
const _refused = () => {
  // @ts-expect-error softplus takes no outputs: invert(link, outputs) makes scores of them
  matching(links.softplus(), { target: 'output' });
  // @ts-expect-error nor do sums
  perClass(links.sum([links.exp(), links.identity()]), { target: 'output' });
  // @ts-expect-error nor does a mirror of one that takes none
  matching(links.mirror(links.erf()), { target: 'output' });
  // @ts-expect-error the matching form takes scores only
  compositeSoftmax(links.exp(), { form: 'matching', target: 'label' });
  // @ts-expect-error form has no default
  compositeSoftmax(links.exp(), {});
  // @ts-expect-error a parameter goes by its path
  evaluate(matching(links.sinh()), none, { parameters: { rate: 2 } });
  // @ts-expect-error a link without options of its own that are required
  links.power();
  // @ts-expect-error a number is no options
  links.sinh(0.5);
};

const _accepted = (link: Link, text: string, options: EvaluateOptions) => {
  matching(links.mirror(links.sigmoid()), { target: 'output' });
  matching(link, { target: 'output' });
  compositeSoftmax(links.exp(), { form: 'divergence', target: 'label' });
  evaluate(matching(links.sinh()), none, { parameters: { 'link.rate': 2, 'link.center': [1] } });
  evaluate(parseLoss(text), none, { parameters: { anything: 2 } });
  evaluate(matching(link), none, options);
  const some: Loss = matching(links.sinh());
  return evaluate(some, none, options);
};

describe('types of losses', () => {
  test('know the names of their parameters', () => {
    const sinh = matching(links.sinh());
    expectTypeOf<PathOf<typeof sinh>>().toEqualTypeOf<'link.amplitude' | 'link.rate' | 'link.center'>();
    const power = perClass(links.power({ exponent: 2 }));
    expectTypeOf<PathOf<typeof power>>().toEqualTypeOf<
      'link.amplitude' | 'link.rate' | 'link.center' | 'link.exponent'
    >();
    const nested = matching(links.sum([links.exp(), links.mirror(links.clip({ threshold: 1 }))]));
    expectTypeOf<'link.links[1].link.threshold'>().toExtend<PathOf<typeof nested>>();
    expectTypeOf<'link.links[0].rate'>().toExtend<PathOf<typeof nested>>();
    expectTypeOf<'link.links[2].rate'>().not.toExtend<PathOf<typeof nested>>();
    const plain = softmax();
    expectTypeOf<PathOf<typeof plain>>().toEqualTypeOf<'temperature'>();
    const composite = compositeSoftmax(links.exp(), { form: 'matching' });
    expectTypeOf<'transform.rate' | 'temperature'>().toExtend<PathOf<typeof composite>>();
    expectTypeOf<PathOf<Loss>>().toEqualTypeOf<string>();
  });
});
