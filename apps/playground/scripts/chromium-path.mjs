import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

/** A Chromium on this machine. */
export function chromiumPath() {
  const places = [
    process.env.LOSSMITH_CHROMIUM,
    '/usr/bin/chromium',
    '/usr/bin/google-chrome',
    chromium.executablePath(),
  ];
  const found = places.find((place) => place !== undefined && existsSync(place));
  if (found === undefined) throw new Error('no Chromium here; install it, or name one in LOSSMITH_CHROMIUM');
  return found;
}
