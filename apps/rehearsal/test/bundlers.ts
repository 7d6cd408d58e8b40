import { copyFileSync, cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { build as esbuild } from 'esbuild';
import { build as vite } from 'vite';
import webpack from 'webpack';

/** Bundles the pages of a project's folders into `out`, as somebody does who has read the documentation of the bundler and ours. */
export type Bundler = (project: string, pages: readonly string[], out: string) => Promise<void>;

const entries = (project: string, pages: readonly string[], file: string) =>
  Object.fromEntries(pages.map((name) => [name, join(project, name, file)]));

const byVite: Bundler = async (project, pages, out) => {
  await vite({
    configFile: false,
    logLevel: 'error',
    root: project,
    build: { outDir: out, target: 'es2022', rolldownOptions: { input: entries(project, pages, 'index.html') } },
  });
};

/** esbuild and webpack leave HTML to others. */
function copyHtml(project: string, pages: readonly string[], out: string): void {
  for (const name of pages) copyFileSync(join(project, name, 'index.html'), join(out, name, 'index.html'));
}

const byEsbuild: Bundler = async (project, pages, out) => {
  await esbuild({
    entryPoints: Object.values(entries(project, pages, 'page.js')),
    outbase: project,
    outdir: out,
    bundle: true,
    minify: true,
    format: 'esm',
    logLevel: 'error',
  });
  copyHtml(project, pages, out);
  // ONNX Runtime looks for its module beside the script; esbuild copies no files that are named by a URL alone.
  const runtime = join(project, 'node_modules/onnxruntime-web/dist');
  for (const name of readdirSync(runtime).filter((file) => /^ort-wasm-.*\.(wasm|mjs)$/.test(file)))
    for (const page of pages.filter((one) => ['onnx', 'transformers'].includes(one)))
      cpSync(join(runtime, name), join(out, page, name));
};

const byWebpack: Bundler = async (project, pages, out) => {
  const stats = await new Promise<webpack.Stats | undefined>((resolve, reject) => {
    const entry = entries(project, pages, 'page.js');
    const output = { path: out, filename: '[name]/page.js', module: true, publicPath: 'auto' };
    const options = {
      mode: 'production',
      context: project,
      entry,
      output,
      experiments: { outputModule: true },
      // What takes webpack most of its time; sizes.test.ts does it.
      optimization: { minimize: false },
    } as const;
    webpack(options, (error, found) => (error ? reject(error) : resolve(found)));
  });
  if (stats?.hasErrors()) throw new Error(stats.toString('errors-only'));
  copyHtml(project, pages, out);
};

export const bundlers: Readonly<Record<string, Bundler>> = { Vite: byVite, esbuild: byEsbuild, webpack: byWebpack };
