import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

/** The tasks of the last `pnpm test`, as turbo wrote them down. */
function lastRun() {
  const folder = '.turbo/runs';
  const [file] = existsSync(folder) ? readdirSync(folder) : [];
  return file ? readJson(join(folder, file)).tasks : [];
}

/** Where and why a test failed, or a file did not load: its first lines, which hold a property's seed. */
function failures({ name, assertionResults, message }) {
  const file = relative('.', name);
  const failed = assertionResults.filter(({ status }) => status === 'failed');
  if (failed.length === 0) return [`${file}\n${message}`];
  return failed.map(({ fullName, failureMessages }) => `${file} > ${fullName}\n${failureMessages.join('\n')}`);
}

/** Vitest's own count where the task ran Vitest; any other task is one test. A file that does not load is one failure. */
function count({ task, directory, execution }) {
  const failed = execution?.exitCode === 0 ? 0 : 1;
  const results = join(directory, '.results/vitest.json');
  if (task !== 'test' || !existsSync(results)) return { passed: 1 - failed, failed, reasons: [] };
  const { numPassedTests, testResults } = readJson(results);
  const reasons = testResults.filter(({ status }) => status === 'failed').flatMap(failures);
  return { passed: numPassedTests, failed: Math.max(reasons.length, failed), reasons };
}

/** Short enough for the end of a log of which only the end is kept. */
function printReason(reason) {
  const lines = reason.split('\n').filter((line) => line.trim() !== '');
  for (const line of lines.slice(0, 6)) console.log(`    ${line.trim().slice(0, 300)}`);
}

function duration({ cache, execution }) {
  return cache.status === 'HIT' ? 'cached' : `${((execution.endTime - execution.startTime) / 1000).toFixed(1)} s`;
}

/** Prints a line per task, what failed in it, and the sums; returns the exit code. */
export function printTally() {
  const total = { passed: 0, failed: 0 };
  console.log();
  for (const task of lastRun().filter(({ execution, command }) => execution && command !== '<NONEXISTENT>')) {
    const { passed, failed, reasons } = count(task);
    total.passed += passed;
    total.failed += failed;
    console.log(
      `${failed ? '✗' : '✓'} ${task.taskId.padEnd(32)} ${passed} passed, ${failed} failed  ${duration(task)}`,
    );
    reasons.forEach(printReason);
  }
  if (total.passed + total.failed === 0) total.failed = 1;
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  return total.failed ? 1 : 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = printTally();
