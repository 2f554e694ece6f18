import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createBuildah,
  IMAGE,
  imageFolder,
  measureLayers,
  readBaseImages,
  describeImageProcess,
} from '@jobwright/image';
import { findFreePort } from '@jobwright/servers/local-server';
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test, vi } from 'vitest';
import { oneTaskProcess } from '../src/testing/one-task-process.ts';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { runCli } from '../src/testing/run-cli.ts';
import { connectTarget, type Target } from '../src/testing/target.ts';

const image = inject('image')!;
let target: Target;

beforeAll(async () => {
  target = await connectTarget();
});
afterAll(() => target.close());

/** A process of the image with its own environment. */
function start(command: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const {
    file,
    args,
    environment: env,
  } = describeImageProcess(image, {
    command,
    environment,
    folder: image.workingFolder,
  });
  return { file, args: [...args], env };
}

const run = (command: readonly string[], environment: Readonly<Record<string, string>> = {}) => {
  const { file, args, env } = start(command, environment);
  const { status, stdout, stderr } = spawnSync(file, args, { env, encoding: 'utf8', timeout: 30_000 });
  return { status, stdout, stderr };
};

describe('what the image is', () => {
  test('it adds less than 15 MB to its base', async () => {
    const base = readBaseImages(join(import.meta.dirname, '../..')).result;
    const { addedBytes } = await measureLayers(createBuildah(imageFolder), IMAGE, base);
    expect(addedBytes).toBeGreaterThan(1e6);
    expect(addedBytes).toBeLessThan(15e6);
  });

  test('it has no shell and no package manager', () => {
    const programs = ['usr/bin', 'usr/sbin', 'bin', 'sbin', 'usr/local/bin', 'nodejs/bin'].flatMap(
      (folder) => {
        const path = join(image.root, folder);
        return statSync(path, { throwIfNoEntry: false }) === undefined ? [] : readdirSync(path);
      },
    );
    expect(programs).toEqual(['node']);
    for (const path of ['var/lib/dpkg/status', 'usr/lib/node_modules', 'usr/local/lib/node_modules']) {
      expect(statSync(join(image.root, path), { throwIfNoEntry: false }), path).toBeUndefined();
    }
  });

  test('describes itself, and runs without privileges', () => {
    expect(image.userId).toBe('65532');
    expect(image.stopSignal).toBe('SIGTERM');
    expect(image.labels).toMatchObject({
      'org.opencontainers.image.title': 'Jobwright',
      'org.opencontainers.image.licenses': 'Apache-2.0',
      'org.opencontainers.image.revision': expect.stringMatching(/^[0-9a-f]{40}$/),
      'org.opencontainers.image.version': expect.stringMatching(/^\d+\.\d+\.\d+/),
      'org.opencontainers.image.created': expect.stringMatching(/^20\d\d-/),
      'org.opencontainers.image.source': expect.stringMatching(/^https:/),
    });
    const [, uid, gid] = run([
      'node',
      '-p',
      '["", process.getuid(), process.getgid()].join(" ")',
    ]).stdout.split(' ');
    expect([Number(uid), Number(gid)]).toEqual([65532, 65532]);
  });

  test('it holds its licences and its bill of materials', () => {
    const bom: unknown = JSON.parse(readFileSync(join(image.root, 'jobwright/sbom.cdx.json'), 'utf8'));
    expect(bom).toMatchObject({ bomFormat: 'CycloneDX', metadata: { component: { name: 'jobwright' } } });
    expect(readFileSync(join(image.root, 'jobwright/LICENSES.txt'), 'utf8')).toContain('Apache License');
  });

  test('its root file system is read-only for it', () => {
    const write = "try { fs.writeFileSync('/jobwright/new', '') } catch (error) { console.log(error.code) }";
    expect(run(['node', '-e', write]).stdout).toBe('EROFS\n');
  });
});

const deploy = join(import.meta.dirname, '../../packages/app/jobwright/deploy');
const readConfigMap = (): string => {
  const objects = parseAllDocuments(readFileSync(join(deploy, 'kubernetes/jobwright.yaml'), 'utf8'));
  const maps = objects.flatMap((each) => (each.get('kind') === 'ConfigMap' ? [each] : []));
  return z.string().parse(maps[0]?.getIn(['data', 'jobwright.yaml']));
};

test.each([
  ['the Compose file', () => readFileSync(join(deploy, 'compose/config/jobwright.yaml'), 'utf8')],
  ['the chart', readConfigMap],
])('the configuration of %s is one that the command takes', async (_, read) => {
  const folder = await mkdtemp(join(tmpdir(), 'jobwright-image-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeFile(join(folder, 'jobwright.yaml'), read());
  const { exitCode, stderr } = await runCli(['start', '--config', join(folder, 'jobwright.yaml')], {
    ZEEBE_GRPC_ADDRESS: 'grpc://127.0.0.1:9',
    CAMUNDA_AUTH_STRATEGY: 'NONE',
    JOBWRIGHT_CLUSTER_CONNECT_TIMEOUT_SECONDS: '1',
  });
  // Not 2, wrong input: it went on to look for the cluster.
  expect(exitCode, stderr).toBe(3);
});

describe('the service in the image', () => {
  test('is found healthy by the image, drains on the stop signal, and is then found dead', async () => {
    const port = String(await findFreePort());
    const environment = { ...target.environment, JOBWRIGHT_HTTP_PORT: port };
    const { file, args, env } = start([...image.entrypoint, ...image.command], environment);
    const service = spawn(file, args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
    const ended = once(service, 'close');
    onTestFinished(async () => {
      service.kill('SIGKILL');
      await ended;
    });
    let log = '';
    service.stderr.setEncoding('utf8').on('data', (text: string) => (log += text));
    await vi.waitFor(() => expect(log).toContain('"Ready"'));
    // Not on this address alone: who asks for health, metrics and so on is outside the container.
    expect((await fetch(`http://127.0.0.2:${port}/health/ready`)).status).toBe(200);
    expect(run(image.healthcheck, environment)).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(run([...image.healthcheck, '/health/ready'], environment)).toMatchObject({ status: 0 });
    expect(run([...image.healthcheck, '/nowhere'], environment)).toMatchObject({
      status: 1,
      stderr: 'healthcheck: the service is not well\n',
    });
    service.kill(image.stopSignal as NodeJS.Signals);
    await ended;
    expect(service.exitCode, log).toBe(0);
    expect(log).toContain('"Stopped"');
    expect(run(image.healthcheck, environment)).toMatchObject({
      status: 1,
      stderr: 'healthcheck: nobody listens\n',
    });
  });

  test('makes a PDF, in a thread of its own', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'jobwright-image-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const model = oneTaskProcess({
      id: 'letter',
      jobType: 'io.jobwright:pdf:1',
      inputs: { title: '="A letter"', content: '=[{type: "paragraph", text: "Hello"}]' },
      headers: { resultVariable: 'letter' },
    });
    await writeFile(join(folder, 'letter.bpmn'), model);
    const { exitCode, stdout, stderr } = await runCli(
      ['run', 'letter.bpmn', '--documents', 'out'],
      {},
      folder,
    );
    expect([exitCode, stderr]).toEqual([0, '']);
    const { letter } = JSON.parse(stdout) as { letter: { document: { documentId: string } } };
    const made = readFileSync(join(folder, 'out', letter.document.documentId, 'document.pdf'));
    expect(made.toString('latin1')).toMatch(/^%PDF-/);
  });
});
