import { testRuntime } from './conformance-subjects.ts';

testRuntime('node');
