import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { chromiumPath } from './chromium-path.mjs';
import { serveBuiltPage } from './static-server.mjs';

/** The page in .results/screenshots: wide and narrow, light and dark, at first and after some work. Build first. */
const folder = fileURLToPath(new URL('../.results/screenshots/', import.meta.url));

const looks = [
  { name: 'wide-light', width: 1280, colorScheme: 'light' },
  { name: 'wide-dark', width: 1280, colorScheme: 'dark' },
  { name: 'narrow-light', width: 360, colorScheme: 'light' },
  { name: 'narrow-dark', width: 360, colorScheme: 'dark' },
];

/** Draws by hand and trains for a moment. */
async function work(page) {
  await page.getByRole('button', { name: 'Draw it by hand from here' }).click();
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await page.waitForTimeout(3000);
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
}

mkdirSync(folder, { recursive: true });
const server = await serveBuiltPage();
const browser = await chromium.launch({
  executablePath: chromiumPath(),
  args: ['--no-sandbox', '--disable-background-networking'],
});
try {
  for (const { name, width, colorScheme } of looks) {
    const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
    page.on('console', (message) => message.type() === 'error' && console.log(name, message.text()));
    page.on('pageerror', (error) => console.log(name, error.message));
    await page.goto(server.url);
    await page.getByText('Learning rate.').waitFor();
    await page.screenshot({ path: `${folder}${name}.png`, fullPage: true });
    await work(page);
    await page.screenshot({ path: `${folder}${name}-worked.png`, fullPage: true });
    await page.close();
    console.log(`${folder}${name}.png, ${name}-worked.png`);
  }
} finally {
  await browser.close();
  await server.close();
}
