import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import { type LocalRegistry, startLocalRegistry } from './start-local-registry.ts';
import { startSigningServices } from './start-signing-services.ts';

const asked: string[] = [];
const upstream = createServer((request, response) => {
  asked.push(request.url ?? '');
  response.writeHead(404, { 'content-type': 'application/json' }).end('{}');
});
let folder: string;
let registry: LocalRegistry;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jobwright-package-'));
  await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));
  registry = await startLocalRegistry(`http://127.0.0.1:${(upstream.address() as AddressInfo).port}/`);
});
afterEach(async () => {
  await registry.close();
  upstream.close();
  await rm(folder, { recursive: true, force: true });
});

const npm = async (...args: string[]) => runNpm(args);
const runNpm = async (args: readonly string[], environment: Readonly<Record<string, string>> = {}) => {
  const env = { ...process.env, ...registry.environment, ...environment };
  return (await promisify(execFile)('npm', [...args], { cwd: folder, env })).stdout;
};

test('keeps what is published, asks the upstream for everything else, and leaves nothing behind', async () => {
  await writeFile(join(folder, 'package.json'), '{"name":"@jobwright/sample","version":"1.2.3"}');
  await npm('publish', '--access', 'public');
  expect(await npm('view', '@jobwright/sample', 'version')).toBe('1.2.3\n');
  expect(asked).toEqual([]);

  await expect(npm('view', 'left-out', 'version')).rejects.toThrow(/left-out/);
  expect(asked).toEqual(['/left-out']);

  const { npm_config_userconfig: userConfig } = registry.environment;
  expect(existsSync(userConfig!)).toBe(true);
  await registry.close();
  expect(existsSync(dirname(userConfig!))).toBe(false);
  await expect(fetch(registry.url)).rejects.toThrow();
});

test('keeps where a package was built, as npm signs it in a workflow', async () => {
  await writeFile(join(folder, 'package.json'), '{"name":"@jobwright/sample","version":"1.2.3"}');
  const signing = await startSigningServices({ repository: 'acme/sample', path: '.github/workflows/x.yml' });
  onTestFinished(() => signing.close());
  await runNpm(['publish', '--access', 'public', '--provenance'], signing.environment);
  expect(await npm('view', '@jobwright/sample', 'version')).toBe('1.2.3\n');
  const [kept] = registry.provenance;
  expect(kept?.package).toBe('@jobwright/sample-1.2.3');
  const { payload } = (kept?.bundle as { dsseEnvelope: { payload: string } }).dsseEnvelope;
  expect(JSON.parse(Buffer.from(payload, 'base64').toString('utf8'))).toMatchObject({
    subject: [{ name: 'pkg:npm/%40jobwright/sample@1.2.3' }],
    predicate: {
      buildDefinition: {
        externalParameters: {
          workflow: {
            repository: 'https://github.com/acme/sample',
            path: '.github/workflows/x.yml',
            ref: 'refs/heads/main',
          },
        },
      },
    },
  });
});
