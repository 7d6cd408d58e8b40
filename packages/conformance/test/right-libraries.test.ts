import { libraries } from './right/libraries.js';
import { testRight } from './right/right-backend.js';

testRight(libraries);
