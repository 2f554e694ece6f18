import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startEngine } from '@jobwright/engine';
import { type LocalRegistry, startLocalRegistry } from '@jobwright/local-registry';
import { findPublicPackages } from '@jobwright/package-checks';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { oneTaskProcess } from '../src/testing/one-task-process.ts';
import { type RestBackend, startRestBackend } from '../src/testing/rest-backend.ts';
import { restCall } from '../src/testing/rest-call-process.ts';
import { type Installation, installApplication } from './application.ts';
import { runCommand, withNode } from './run-command.ts';

const workspaceRoot = resolve(import.meta.dirname, '../..');
const packages = findPublicPackages(workspaceRoot);
/** The oldest supported Node, and the newest of each later line. */
const nodeVersions = ['20.19.0', '22', '24'];
const maxConnectorBytes = 15e6;

/** Its connector brings fonts and bundled code of others: both have to be in the tarball. */
const makePdf = oneTaskProcess({
  id: 'pdf',
  jobType: 'io.jobwright:pdf:1',
  inputs: {
    fileName: 'greeting.pdf',
    title: 'Greeting',
    content: '=[{ type: "paragraph", text: "Grüße, Γειά, Привет" }]',
  },
  headers: { resultVariable: 'pdf' },
});

let folder: string;
let registry: LocalRegistry;
let backend: RestBackend;
const nodes = new Map<string, string>();

const findNode = (version: string): string => nodes.get(version)!;
const install = (name: string, wanted: readonly string[], nodeVersion = nodeVersions[0]!) =>
  installApplication(join(folder, name), wanted, {
    node: findNode(nodeVersion),
    environment: registry.environment,
  });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jobwright-published-'));
  backend = await startRestBackend();
  const upstream = await runCommand('npm', ['config', 'get', 'registry'], { cwd: folder });
  registry = await startLocalRegistry(upstream.trim());
  await runCommand('npx', ['nx', 'release', 'publish', '--registry', registry.url], {
    cwd: workspaceRoot,
    environment: { ...registry.environment, NX_DAEMON: 'false', NX_TUI: 'false' },
  });
  for (const version of nodeVersions) {
    const { folder: home } = await installApplication(join(folder, `node-${version}`), [`node@${version}`], {
      node: process.execPath,
      environment: registry.environment,
    });
    nodes.set(version, join(home, 'node_modules/node/bin/node'));
  }
});
afterAll(async () => {
  await registry?.close();
  await backend?.close();
  await rm(folder, { recursive: true, force: true });
});

describe('each package, installed alone with the oldest Node', () => {
  const installed: (Installation & { readonly name: string })[] = [];
  afterAll(() => {
    console.table(
      Object.fromEntries(
        installed.map(({ name, bytes, dependencies }) => [
          name,
          { 'installed MB': Number((bytes / 1e6).toFixed(2)), dependencies },
        ]),
      ),
    );
  });

  test.each(packages.map(({ manifest }) => manifest))('$name', async ({ name, exports, nx }) => {
    const installation = await install(`alone/${name}`, [name]);
    installed.push({ name, ...installation });
    const entries = Object.keys(exports).filter((entry) => !entry.endsWith('.json'));
    const imports = entries.map((entry) => `await import('${join(name, entry)}');`).join('');
    for (const version of nodeVersions) {
      await runCommand(findNode(version), ['--input-type=module', '--eval', imports], {
        cwd: installation.folder,
        environment: { NODE_OPTIONS: '' },
      });
    }
    if (nx.tags.includes('layer:connector')) expect(installation.bytes).toBeLessThan(maxConnectorBytes);
  });
});

test('a connector attached to the client of an application', async () => {
  const wanted = ['connector-http-rest', 'camunda8', 'engine'].map((name) => `@jobwright/${name}`);
  const application = await install('attached', [...wanted, '@camunda8/sdk']);
  await copyFile(join(import.meta.dirname, 'attach-to-client.mjs'), join(application.folder, 'main.mjs'));
  await writeFile(join(application.folder, 'rest-call.bpmn'), restCall());
  for (const version of nodeVersions) {
    const stdout = await runCommand(findNode(version), ['main.mjs'], { cwd: application.folder });
    expect(JSON.parse(stdout)).toMatchObject({
      node: expect.stringMatching(new RegExp(`^${version}`)),
      status: 200,
      seen: 'Bearer t0ken',
    });
  }
});

test("the README's connector compiles in an application that has a zod of its own", async () => {
  const wanted = ['@jobwright/connector-sdk', 'zod', 'typescript@6', '@types/node@20'];
  const { folder: application } = await install('typescript', wanted);
  const readme = await readFile(join(workspaceRoot, 'README.md'), 'utf8');
  await writeFile(join(application, 'connector.ts'), /```ts\n(import .*?)```/s.exec(readme)![1]!);
  const compilerOptions = {
    strict: true,
    module: 'NodeNext',
    skipLibCheck: true,
    types: ['node'],
    noEmit: true,
  };
  await writeFile(join(application, 'tsconfig.json'), JSON.stringify({ compilerOptions }));
  await runCommand(findNode(nodeVersions[0]!), ['node_modules/typescript/bin/tsc'], { cwd: application });
});

describe('the bundle', () => {
  let bundle: Installation;
  beforeAll(async () => {
    bundle = await install('bundle', ['@jobwright/bundle']);
    await writeFile(join(bundle.folder, 'rest-call.bpmn'), restCall());
    await writeFile(join(bundle.folder, 'pdf.bpmn'), makePdf);
  });

  test.each(nodeVersions)('runs a process on Node %s', async (version) => {
    const run = (args: readonly string[]) =>
      runCommand('npx', ['--no-install', 'jobwright', ...args], {
        cwd: bundle.folder,
        environment: { ...registry.environment, ...withNode(findNode(version)), SECRET_TOKEN: 't0ken' },
      });
    expect(await run(['--help'])).toContain('jobwright');
    const variables = JSON.stringify({ url: backend.url });
    const result = await run(['run', 'rest-call.bpmn', '--variables', variables]);
    expect(JSON.parse(result)).toMatchObject({ status: 200, seen: 'Bearer t0ken' });
    const made = await run(['run', 'pdf.bpmn', '--documents', `documents-${version}`]);
    expect(JSON.parse(made)).toMatchObject({ pdf: { fileName: 'greeting.pdf', pages: 1 } });
  });

  test.each(nodeVersions)('works for a cluster until it is asked to stop on Node %s', async (version) => {
    const engine = await startEngine();
    const child = spawn(findNode(version), ['node_modules/.bin/jobwright', 'start'], {
      cwd: bundle.folder,
      env: {
        PATH: process.env.PATH,
        ZEEBE_GRPC_ADDRESS: `grpc://${engine.grpcAddress}`,
        ZEEBE_REST_ADDRESS: engine.restAddress,
        CAMUNDA_AUTH_STRATEGY: 'NONE',
        SECRET_TOKEN: 't0ken',
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const ended = once(child, 'close');
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    try {
      const content = await readFile(join(bundle.folder, 'rest-call.bpmn'), 'utf8');
      await engine.core.deploy({
        resources: [{ name: 'rest-call.bpmn', content }],
        tenantId: '<default>',
      });
      const created = engine.core.createInstance({
        bpmnProcessId: 'rest-call',
        version: -1,
        variables: { url: backend.url },
        tenantId: '<default>',
      });
      if (!created.ok) throw new Error(created.rejection.reason);
      const { processInstanceKey } = created.value;
      await expect
        .poll(() => engine.core.instance(processInstanceKey)?.state, { timeout: 30_000 })
        .toBe('COMPLETED');
      child.kill('SIGTERM');
      expect(await ended, stderr).toEqual([0, null]);
    } finally {
      child.kill('SIGKILL');
      await ended;
      await engine.close();
    }
  });
});
