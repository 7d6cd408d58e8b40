import { testSubject } from './kit.ts';

testSubject('tfjs (wasm)');
