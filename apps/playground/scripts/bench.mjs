import { chromium } from 'playwright-core';
import { chromiumPath } from './chromium-path.mjs';
import { serveBuiltPage } from './static-server.mjs';

/** Frames while a curve, a slider and the target are dragged over 100,000 scores: what a frame takes of the page's thread. Build first. */
const server = await serveBuiltPage();
const browser = await chromium.launch({
  executablePath: chromiumPath(),
  args: ['--no-sandbox', '--disable-background-networking'],
});

const moves = 200;

/** Counts frames, and the time scripts, style and layout took in them, while the mouse goes back and forth over an element. */
async function measure(page, name, element) {
  await element.scrollIntoViewIfNeeded();
  const box = await element.boundingBox();
  const session = await page.context().newCDPSession(page);
  // CPU time of the thread, which other work on the machine does not lengthen as it does wall time.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const metrics = async () =>
    Object.fromEntries(
      (await session.send('Performance.getMetrics')).metrics.map((metric) => [metric.name, metric.value]),
    );
  const at = (share) => [box.x + box.width * (0.2 + 0.6 * share), box.y + box.height * (0.3 + 0.4 * share)];
  await page.mouse.move(...at(0));
  await page.mouse.down();
  await page.evaluate(() => {
    window.frames = [];
    const count = (time) => {
      window.frames.push(time);
      window.counting = requestAnimationFrame(count);
    };
    window.counting = requestAnimationFrame(count);
  });
  const before = await metrics();
  for (let k = 0; k < moves; k += 1) await page.mouse.move(...at(Math.abs(((k / 25) % 2) - 1)));
  const after = await metrics();
  const times = await page.evaluate(() => {
    cancelAnimationFrame(window.counting);
    return window.frames;
  });
  await page.mouse.up();
  const gaps = times
    .slice(1)
    .map((time, k) => time - times[k])
    .sort((a, b) => a - b);
  const work = 1000 * (after.TaskDuration - before.TaskDuration);
  const figures = [
    `${((1000 * gaps.length) / gaps.reduce((sum, gap) => sum + gap, 0)).toFixed(0)} frames a second`,
    `median gap ${gaps[Math.floor(gaps.length / 2)].toFixed(1)} ms`,
    `95 % under ${gaps[Math.floor(0.95 * gaps.length)].toFixed(1)} ms`,
    `${(work / moves).toFixed(1)} ms of CPU on the page's thread a move`,
  ];
  console.log(`${name}: ${figures.join(', ')}`);
}

try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(server.url);
  await page.getByLabel('Scores to design for').selectOption('many');
  await page.getByText('100000 scores from').waitFor();
  await measure(page, 'rate of an exp link', page.getByRole('slider', { name: 'rate', exact: true }));
  await measure(page, 'target', page.getByRole('img', { name: /^Loss, for the target/ }));
  await page.getByRole('button', { name: 'Draw it by hand from here' }).click();
  await measure(page, 'drawing, 17 knots', page.getByRole('group', { name: /^Sensitivity by score/ }));
} finally {
  await browser.close();
  await server.close();
}
