import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/**
 * A program in another language that measures itself: it answers each line, the name of a candidate, by a line, a number.
 * `report(name)` makes the candidate; `end` ends the program.
 */
export function startProgram(command, args) {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  async function ask(name) {
    child.stdin.write(`${name}\n`);
    const { value, done } = await answers.next();
    if (done) throw new Error(`${command} ended before it had said what '${name}' took`);
    return Number(value);
  }
  return { report: (name) => ({ report: () => ask(name) }), end: () => child.stdin.end() };
}
