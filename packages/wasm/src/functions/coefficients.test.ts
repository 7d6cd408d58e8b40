import { testRegenerated } from '../../../../scripts/regenerated.ts';

testRegenerated(new URL('../../', import.meta.url), 'src/functions/coefficients.ts');
