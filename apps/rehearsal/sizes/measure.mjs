import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build as esbuild } from 'esbuild';
import { build as vite } from 'vite';
import webpack from 'webpack';
import { adapters, pageOf } from './pages.mjs';

// In this workspace, where imports lead to the built packages.
const folder = fileURLToPath(new URL('../.results/sizes', import.meta.url));
const external = [
  '@tensorflow/*',
  'onnxruntime-web',
  'onnxruntime-node',
  '@huggingface/transformers',
  '@xenova/transformers',
];
const isExternal = /^(@tensorflow|onnxruntime-|@huggingface|@xenova)/;

/** Each bundler makes a minified module of a page, complete but for the runtimes, in OUT/NAME.js. */
const bundlers = {
  async vite(names, out) {
    for (const name of names)
      await vite({
        configFile: false,
        logLevel: 'error',
        root: folder,
        build: {
          outDir: out,
          emptyOutDir: false,
          rolldownOptions: {
            input: join(folder, `${name}.js`),
            external: isExternal,
            output: { entryFileNames: `${name}.js`, codeSplitting: false },
          },
        },
      });
  },
  async esbuild(names, out) {
    const { metafile } = await esbuild({
      entryPoints: names.map((name) => join(folder, `${name}.js`)),
      outdir: out,
      bundle: true,
      minify: true,
      format: 'esm',
      external,
      metafile: true,
      logLevel: 'error',
    });
    return metafile;
  },
  async webpack(names, out) {
    const entry = Object.fromEntries(names.map((name) => [name, join(folder, `${name}.js`)]));
    const options = {
      mode: 'production',
      context: folder,
      entry,
      output: { path: out, filename: '[name].js', module: true },
      experiments: { outputModule: true },
      externalsType: 'module',
      externals: isExternal,
      performance: false,
    };
    const stats = await new Promise((resolve, reject) => {
      webpack(options, (error, found) => (error ? reject(error) : resolve(found)));
    });
    if (stats.hasErrors()) throw new Error(stats.toString('errors-only'));
  },
};

/** Our packages of which something is in a bundle, by esbuild's own account. */
function packagesIn({ inputs }) {
  const used = Object.entries(inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0);
  const names = used.map(([path]) => /packages\/([a-z]+)\/dist/.exec(path)?.[1]).filter((name) => name !== undefined);
  return [...new Set(names)].sort();
}

const styles = ['name', 'namespace'];

/**
 * Bytes, minified and gzipped, of pages with one scalar loss for one adapter, as { adapter: { name: { vite, esbuild, webpack }, namespace: { … } } },
 * what of our packages is in those that import by name, and their text.
 *
 * @returns {Promise<{
 *   sizes: Record<string, Record<string, Record<string, number>>>,
 *   contents: Record<string, string[]>,
 *   texts: Record<string, Record<string, string>>,
 * }>}
 */
export async function measure() {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const names = adapters.flatMap((adapter) => styles.map((style) => `${adapter}-${style}`));
  for (const name of names) writeFileSync(join(folder, `${name}.js`), pageOf(...name.split('-')));
  let metafile;
  for (const [bundler, bundle] of Object.entries(bundlers))
    metafile = (await bundle(names, join(folder, bundler))) ?? metafile;
  const textOf = (adapter, style, bundler) => readFileSync(join(folder, bundler, `${adapter}-${style}.js`), 'utf8');
  const each = (keys, f) => Object.fromEntries(keys.map((key) => [key, f(key)]));
  const sizesOf = (adapter, style) =>
    each(Object.keys(bundlers), (bundler) => gzipSync(textOf(adapter, style, bundler), { level: 9 }).length);
  const sizes = each(adapters, (adapter) => each(styles, (style) => sizesOf(adapter, style)));
  const outputs = Object.entries(metafile.outputs);
  const contents = each(adapters, (adapter) =>
    packagesIn(outputs.find(([path]) => path.endsWith(`${adapter}-name.js`))[1]),
  );
  const texts = each(adapters, (adapter) => each(Object.keys(bundlers), (bundler) => textOf(adapter, 'name', bundler)));
  return { sizes, contents, texts };
}
