import { arithmetics } from './right/arithmetic.js';
import { testRight } from './right/right-backend.js';

testRight(arithmetics);
