import type { Command } from 'commander';

/** Examples below the help of a command: what to type, and what for. */
export function withExamples(command: Command, examples: readonly (readonly [line: string, purpose: string])[]): void {
  const lines = examples.map(([line, purpose]) => `  # ${purpose}\n  ${line}`);
  command.addHelpText('after', `\nExamples:\n${lines.join('\n')}`);
}
