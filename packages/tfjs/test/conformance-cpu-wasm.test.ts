import { testSubject } from './kit.ts';

testSubject('tfjs (cpu, by wasm)');
