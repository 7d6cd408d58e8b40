import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import '@tensorflow/tfjs-backend-cpu';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { subject } from './conformance/subject.mjs';

const packageFile = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json');
setWasmPaths(`${dirname(packageFile)}/wasm-out/`);

/** @type {import('@lossmith/conformance').Subject<any>[]} */
export default [subject('cpu', 'ops'), subject('wasm', 'ops'), subject('cpu', 'wasm'), subject('wasm', 'wasm')];
