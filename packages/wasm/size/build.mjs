/** Bundles what size-limit measures, of the built package, into .size. */
import { fileURLToPath } from 'node:url';
import { build as esbuild } from 'esbuild';
import { rolldown } from 'rolldown';
import { build as vite } from 'vite';

const fromHere = (path) => fileURLToPath(new URL(path, import.meta.url));

async function withoutCore(name, input) {
  const bundle = await rolldown({ input: fromHere(input), external: /^@lossmith\/core/ });
  await bundle.write({ file: fromHere(`../.size/${name}.js`), format: 'esm', minify: true });
}

const vitePage = (name, input) =>
  vite({
    configFile: false,
    logLevel: 'error',
    root: fromHere('.'),
    build: {
      outDir: fromHere('../.size'),
      emptyOutDir: false,
      rollupOptions: { input: fromHere(input), output: { entryFileNames: `${name}.js` } },
    },
  });

const esbuildPage = (name, input) =>
  esbuild({
    entryPoints: [fromHere(input)],
    outfile: fromHere(`../.size/${name}.js`),
    bundle: true,
    minify: true,
    format: 'esm',
  });

await withoutCore('kernel', '../dist/create-kernel.js');
await withoutCore('everything', '../dist/index.js');
await vitePage('page-vite', './page-by-namespace.js');
await esbuildPage('page-esbuild', './page.js');
