import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { provide } from '../../../vitest.shared.ts';
import { startRegistry } from './registry.ts';
import type {} from './rehearsal.ts';
import { addChangeset, prepareReleases, release } from './releases.ts';
import { output } from './shell.ts';

const system = process.platform === 'win32' ? 'win' : process.platform;

/** A Node as npm has it: the package `node` leads to one for each system, which is nothing but the program. */
function installNode(folder: string, version: string): string {
  const at = join(folder, `node-${version}`);
  mkdirSync(at);
  writeFileSync(join(at, 'package.json'), '{ "private": true }');
  const name = `node-${system}-${process.arch}`;
  output(at, 'npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', `${name}@${version}`]);
  return join(at, 'node_modules', name, 'bin', system === 'win' ? 'node.exe' : 'node');
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Publishes all packages twice to a registry of our own, before all tests. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  if (!provide.whole) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'lossmith-rehearsal-'));
  const { npmrc, url, stop } = await startRegistry(folder);
  const end = async () => {
    await stop();
    rmSync(folder, { recursive: true, maxRetries: 5 });
  };
  try {
    const repository = join(folder, 'repository');
    mkdirSync(repository);
    prepareReleases(repository, npmrc);
    const first = release(repository);
    const between = new Date().toISOString();
    await pause(100);
    addChangeset(repository);
    const second = release(repository);
    const nodes = Object.fromEntries(['20.19.0', '24'].map((version) => [version, installNode(folder, version)]));
    project.provide('rehearsal', { folder, npmrc, registry: url, first, second, between, nodes });
  } catch (error) {
    await end();
    throw error;
  }
  return end;
}
