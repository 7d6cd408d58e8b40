import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { DefaultTheme } from 'vitepress';

const folder = fileURLToPath(new URL('../../packages', import.meta.url));
const packages = readdirSync(folder).filter((name) => existsSync(`${folder}/${name}/README.md`));

const items = (...pages: readonly (readonly [text: string, link: string])[]): DefaultTheme.SidebarItem[] =>
  pages.map(([text, link]) => ({ text, link }));

export const sidebar: DefaultTheme.SidebarItem[] = [
  { text: 'Tutorial', link: '/tutorial' },
  {
    text: 'How to',
    items: items(
      ['Choose a link', '/choosing-a-link'],
      ['Tune rate and center', '/tuning'],
      ['Use known losses by name', '/known-losses'],
      ['Measure what a model does', '/metrics'],
      ['Weights and masks', '/weights-and-masks'],
      ['Save and load a Keras model', '/saving-a-keras-model'],
      ['Ranking', '/ranking'],
      ['Preferences', '/preferences'],
      ['Boosting with XGBoost', '/boosting'],
      ['Training in PyTorch', '/pytorch'],
      ['ONNX everywhere', '/onnx'],
      ['Without a framework', '/no-framework'],
      ['Web Workers, Vite, CSP', '/workers-and-bundlers'],
    ),
  },
  {
    text: 'Add your own',
    collapsed: true,
    items: items(
      ['A link', '/adding-a-link'],
      ['A family of losses', '/adding-a-loss'],
      ['An operation', '/adding-an-op'],
      ['A backend', '/adding-a-backend'],
    ),
  },
  {
    text: 'Explanation',
    items: items(
      ['The idea', '/idea'],
      ['The main surprise: the h-mean', '/h-mean'],
      ['Why a formula loses its digits', '/stable-evaluation'],
      ['Composite Softmax, both forms', '/composite-softmax'],
      ['When it helps, and when not', '/when-it-helps'],
      ['Gaps, or only who won', '/gaps-or-choices'],
      ['How it compares', '/comparison'],
      ['Limits', '/limits'],
    ),
  },
  {
    text: 'Reference',
    items: items(
      ['Links', '/links'],
      ['Losses', '/losses'],
      ['Accuracy', '/accuracy'],
      ['Speed and size', '/performance'],
      ['Every benchmark', '/benchmarks'],
      ['Size of a page', '/sizes'],
      ['Composite operations', '/composite-operations'],
      ['Every function and type', '/api/'],
    ),
  },
  {
    text: 'Tools',
    items: items(['Playground', '/apps/playground'], ['Command line', '/packages/cli']),
  },
  {
    text: 'Examples',
    items: items(
      ['The volcano', '/examples/volcano'],
      ['Flight delays', '/examples/flight-delays'],
      ['Films ranked', '/examples/rank-films'],
      ['Digits distilled', '/examples/distil-digits'],
      ['Passages reranked', '/examples/rerank'],
      ['ONNX Runtime', '/examples/onnx-head'],
      ['XGBoost and PyTorch', '/examples/python'],
      ['A page on the GPU', '/examples/webgpu-train'],
    ),
  },
  {
    text: 'Packages',
    items: packages.map((name) => ({ text: `@lossmith/${name}`, link: `/packages/${name}` })),
  },
  { text: 'Contributing', items: items(['Architecture', '/architecture'], ['Contributing', '/contributing']) },
];
