import { cp, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { oneTaskProcess } from './one-task-process.ts';

const workspace = fileURLToPath(new URL('../../../', import.meta.url));

export interface ConnectorProject {
  readonly root: string;
  write(files: Readonly<Record<string, string>>): Promise<void>;
  remove(): Promise<void>;
}

/** A folder of a user's own, with copies of the SDK and of zod as npm would install them. */
export async function makeConnectorProject(): Promise<ConnectorProject> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'jobwright-connectors-')));
  const modules = join(root, 'node_modules');
  for (const name of ['zod', 'lossless-json']) {
    await cp(join(workspace, 'node_modules', name), join(modules, name), { recursive: true });
  }
  for (const name of ['connector-sdk', 'concurrency', 'feel-time', 'json']) {
    for (const part of ['package.json', 'dist']) {
      const from = join(workspace, 'packages/sdk', name, part);
      await cp(from, join(modules, '@jobwright', name, part), { recursive: true });
    }
  }
  return {
    root,
    async write(files) {
      for (const [path, content] of Object.entries(files)) {
        await mkdir(dirname(join(root, path)), { recursive: true });
        await writeFile(join(root, path), content);
      }
    },
    remove: () => rm(root, { recursive: true, force: true }),
  };
}

/**
 * The manifest of a package with an entry; `exports` knows `import` only, as that of many packages of today.
 */
export const toManifest = (name: string, fields: Readonly<Record<string, unknown>> = {}): string =>
  JSON.stringify({
    name,
    version: '1.0.0',
    type: 'module',
    exports: { '.': { import: './dist/index.js' } },
    dependencies: { '@jobwright/connector-sdk': '^0.1.0' },
    ...fields,
  });

/** A module with a connector that greets, or says why not. */
export const toGreeter = (
  type: string,
  word: string,
  template = "{ id: 'acme.greet', version: 1 }",
): string => `
import { BpmnError, defineConnector } from '@jobwright/connector-sdk';
import { z } from 'zod';

export const notAConnector = { type: 'none' };
export const greet = defineConnector({
  type: '${type}',
  name: 'Greeter',
  template: ${template},
  input: z.object({ name: z.string().min(1).meta({ title: 'Name' }) }),
  output: z.object({ text: z.string() }),
  async run({ name }) {
    if (name === 'nobody') {
      const variables = { details: 'There is nobody here' };
      throw new BpmnError({ code: 'NOBODY', message: 'Nobody', variables });
    }
    return { text: \`${word} \${name}\` };
  },
});
export default greet;
`;

/** A process with one greeting; what it caught instead is in `caught`. */
export const toGreeting = (jobType: string, id = 'greeting'): string =>
  oneTaskProcess({
    id,
    jobType,
    inputs: { name: '=name' },
    headers: { resultVariable: 'greeting' },
    catchError: 'NOBODY',
  });
