import * as design from '@lossmith/core/design';
import * as metrics from '@lossmith/core/metrics';
import { expect, test } from 'vitest';
import { read } from './blocks.ts';

const named = { 'docs/choosing-a-link.md': design, 'docs/metrics.md': metrics };

test.each(Object.entries(named))('%s names every function of its entry', (page, entry) => {
  for (const name of Object.keys(entry)) expect(read(page), name).toMatch(new RegExp(`\`${name}[\`(]`));
});
