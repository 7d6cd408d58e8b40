import { readFileSync, writeFileSync } from 'node:fs';
import { measure } from './measure.mjs';
import { tableOf, withTable } from './table.mjs';

const page = new URL('../../../docs/sizes.md', import.meta.url);
writeFileSync(page, withTable(readFileSync(page, 'utf8'), tableOf(await measure())));
