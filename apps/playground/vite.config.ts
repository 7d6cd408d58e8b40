import { defineConfig, type Plugin } from 'vite';
import { flights } from './flights-plugin.ts';
import { themePlugin } from './theme-plugin.ts';

/** Nothing but the page's own files: no request goes anywhere else. WebAssembly is compiled on the page, which is all that 'wasm-unsafe-eval' allows. */
export const policy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "style-src 'self'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** The policy stands in the page that is built; the development server needs styles and a socket of its own. */
const contentSecurityPolicy: Plugin = {
  name: 'content-security-policy',
  apply: 'build',
  transformIndexHtml: () => [
    { tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content: policy }, injectTo: 'head-prepend' },
  ],
};

export default defineConfig({
  base: './',
  plugins: [flights(), themePlugin, contentSecurityPolicy],
  worker: { format: 'es', plugins: () => [flights()] },
  // The polyfill fetches, and browsers that have WebAssembly's vectors need none.
  build: {
    target: 'es2022',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    // Core is in a file of its own, or it would stand in those of the compilers, which are loaded when they are asked for.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'core', test: /packages\/core\// }] } } },
  },
});
