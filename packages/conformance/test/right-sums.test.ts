import { testRight } from './right/right-backend.js';
import { sums } from './right/sums.js';

testRight(sums);
