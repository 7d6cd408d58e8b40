import { dataWays } from './right/data.js';
import { testRight } from './right/right-backend.js';

testRight(dataWays);
