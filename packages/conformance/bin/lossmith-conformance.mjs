#!/usr/bin/env node
const [command, name, ...others] = process.argv.slice(2);

async function makeNew() {
  const { newBackend } = await import('./new-backend.mjs');
  if (name === undefined || others.length > 0) throw new Error('give one NAME: lossmith-conformance new NAME');
  console.log(newBackend(name));
}

if (command === 'new') {
  makeNew().catch(({ message }) => {
    console.error(message);
    process.exitCode = 2;
  });
} else {
  await import('../dist/cli.js');
}
