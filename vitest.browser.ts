import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import type { TestProjectConfiguration } from 'vitest/config';
import type { BrowserProviderOption } from 'vitest/node';
import { provide } from './vitest.shared.ts';

/** Debian's, Ubuntu's and Google's places, then the one Playwright installs to. `LOSSMITH_CHROMIUM` names another. */
const places = [
  process.env.LOSSMITH_CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  chromium.executablePath(),
];

/** WebGPU is behind a flag without a GPU; the rest keeps Chromium from calling home, and lets root run it. */
const args = [
  '--enable-unsafe-webgpu',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
];

/** Path and arguments of a Chromium on this machine; undefined where there is none. For `launchOptions` of Playwright. */
export function chromiumHere(): { executablePath: string; args: string[]; timeout: number } | undefined {
  const executablePath = places.find((place) => place !== undefined && existsSync(place));
  // On a machine that is busy with other tests Chromium takes minutes to start.
  return executablePath === undefined ? undefined : { executablePath, args, timeout: 300_000 };
}

type Playwright = (options: { launchOptions: object }) => BrowserProviderOption;

/** Cross-origin isolation, without which a page has no SharedArrayBuffer. */
const isolated = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };

const advice = 'install Debian\'s chromium, run "npx playwright install chromium", or name one in LOSSMITH_CHROMIUM';

/** Says once for all loads of a configuration in this process that there is no Chromium; in CI that is an error. */
function missChromium(): void {
  if (process.env.CI) throw new Error(`no Chromium for the tests in the browser; ${advice}`);
  if (process.env.LOSSMITH_CHROMIUM_MISSED) return;
  process.env.LOSSMITH_CHROMIUM_MISSED = 'true';
  console.warn(`\nNO CHROMIUM: TESTS IN THE BROWSER ARE SKIPPED; ${advice}\n`);
}

/**
 * The projects of a package whose `browserTests` run in headless Chromium, and all its other tests in Node. Files named
 * *.browser.test.ts run in Chromium alone; list a file of another name to run it in both. Give `playwright` of the package's
 * own @vitest/browser-playwright. A quick run is in Node alone. In a whole one without a Chromium the browser's tests are left
 * out, loudly; with CI set that is an error.
 */
export function nodeAndChromium(playwright: Playwright, browserTests: readonly string[]): TestProjectConfiguration[] {
  const node: TestProjectConfiguration = {
    extends: true,
    test: { name: 'node', exclude: ['**/*.browser.test.ts', '**/node_modules/**'] },
  };
  if (!provide.whole) return [node];
  const launchOptions = chromiumHere();
  if (launchOptions === undefined) {
    missChromium();
    return [node];
  }
  // No `extends`: lists are joined, and all tests of the package would run in the browser too.
  const browser: TestProjectConfiguration = {
    server: { headers: isolated },
    test: {
      name: 'chromium',
      include: [...browserTests],
      testTimeout: 240_000,
      hookTimeout: 240_000,
      provide,
      browser: {
        enabled: true,
        headless: true,
        screenshotFailures: false,
        provider: playwright({ launchOptions }),
        instances: [{ browser: 'chromium' }],
      },
    },
  };
  return [node, browser];
}
