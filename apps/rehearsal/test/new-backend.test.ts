import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { whole } from '../../../vitest.whole.ts';
import { install, readFile, writeFiles } from './project.ts';
import { blocksOfPage, labelled } from './readme.ts';
import { rehearsal } from './rehearsal.ts';
import { output, run } from './shell.ts';

const guide = blocksOfPage('docs/adding-a-backend.md');

/** The backend of the guide, which is plain JavaScript, in the place of what the template leaves to its author. */
const finished = {
  'src/backend.ts': `// @ts-nocheck\n${labelled(guide, 'file: backend.mjs')}\nexport type Artifact = any;\n`,
  'src/run.ts': `import type { HostInputs } from '@lossmith/core/backend';
import type { Artifact } from './backend.js';

export const run = (artifact: Artifact, inputs: HostInputs): Record<string, Float64Array> => artifact.run(inputs);
`,
};

describe.runIf(whole && process.platform !== 'win32')(
  'a backend outside the repository, from published packages',
  () => {
    let outside: string;
    let project: string;
    let said: { readonly status: number | null; readonly stdout: string; readonly stderr: string };
    const npm = (...args: readonly string[]) => output(project, 'npm', args);

    beforeAll(() => {
      outside = join(rehearsal.folder, 'outside');
      project = join(outside, 'lossmith-my-stack');
      mkdirSync(outside);
      writeFileSync(join(outside, '.npmrc'), rehearsal.npmrc);
      // npm reads the settings of the folder that it is run in; a user's own have no registry to name.
      const settings = { npm_config_userconfig: join(outside, '.npmrc') };
      said = run(outside, 'sh', ['-ec', labelled(guide, 'new backend')!], settings);
      writeFileSync(join(project, '.npmrc'), rehearsal.npmrc);
    });

    test('is begun by what the guide says to type, and lists what is missing', () => {
      expect(said.stdout + said.stderr).toContain('22 operations have no lowering: constant, input, ');
      expect(said.status).toBe(1);
      const { dependencies, devDependencies } = JSON.parse(readFile(project, 'package.json')!);
      const ours = [dependencies['@lossmith/core'], devDependencies['@lossmith/conformance']];
      expect(ours).toEqual([`^${rehearsal.second}`, `^${rehearsal.second}`]);
    });

    test('conforms, type-checks and passes its tests once it is written', () => {
      writeFiles(project, finished);
      npm('run', 'conformance', '--', '--quick', '--only', 'operation');
      npm('run', 'typecheck');
      npm('run', 'check:packages');
      expect(npm('test', '--', '-t', 'operation exp$')).toMatch(/Tests .*1 passed/);
    });

    test('is published, and works where it is installed', () => {
      npm('publish', `--registry=${rehearsal.registry}`);
      const user = join(rehearsal.folder, 'my-stack-user');

      install(user, [`${rehearsal.registry}/lossmith-my-stack/-/lossmith-my-stack-0.1.0.tgz`], rehearsal);
      const code = labelled(guide, 'file: try.mjs')!.replace('./backend.mjs', 'lossmith-my-stack');
      writeFiles(user, { 'try.js': code });
      expect(output(user, process.execPath, ['try.js'])).toBe(labelled(guide, 'output of try.mjs'));
      for (const file of ['LICENSE', 'README.md', 'CHANGELOG.md'])
        expect(readFile(user, `node_modules/lossmith-my-stack/${file}`), file).toBeDefined();
    });
  },
);
