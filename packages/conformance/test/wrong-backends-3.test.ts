import { testWrong } from './wrong/test-wrong.js';

testWrong(3);
