import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startVault } from '@jobwright/servers/secret-stores';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { adaptExample, listExamples, readExample } from '../src/testing/read-example.ts';
import { startService, type StartedService } from '../src/testing/start-service.ts';
import { type SecretWorld, startSecretWorld } from './testing/secret-world.ts';

let world: SecretWorld;

beforeAll(async () => {
  world = await startSecretWorld();
});
afterAll(() => world.close());

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'jobwright-secrets-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

const auditOf = ({ log }: StartedService) => log().filter(({ audit }) => audit === 'secret');

test('each block of the page is an example', async () => {
  const page = await readFile(new URL('../../docs/secrets.md', import.meta.url), 'utf8');
  expect(page.match(/^```\w/gm)).toHaveLength(listExamples('secrets.md').length);
});

test('variables of the environment', async () => {
  const configuration = adaptExample(readExample('secrets.md', 'environment'), {});
  await startService(configuration, { ...world.environment, SECRET_TOKEN: 'abc', OTHER: 'no secret' });
  expect(await world.call('environment')).toMatchObject({ authorization: 'Bearer abc' });
  expect(await world.call('environment', '{{secrets.OTHER}}')).toMatchObject({
    authorization: undefined,
    incidents: [
      'SECRET_NOT_FOUND: Secret OTHER is not available: define it in a source of secrets of the runtime',
    ],
  });
});

test('reads models from folders if the cluster does not return them', async () => {
  const models = await makeFolder();
  const example = readExample('secrets.md', 'models from folders');
  await startService(adaptExample(example, { secrets: { models: [models] } }), {
    ...world.environment,
    // Nothing answers there.
    ZEEBE_REST_ADDRESS: 'http://127.0.0.1:9',
    SECRET_TOKEN: 'abc',
  });
  await writeFile(join(models, 'known.bpmn'), world.modelOf('known'));
  expect(await world.call('known')).toMatchObject({ authorization: 'Bearer abc' });
  // The file says what counts, whatever was deployed.
  await writeFile(join(models, 'else.bpmn'), world.modelOf('else', '=token'));
  expect((await world.call('else')).authorization).toBe('Bearer {{secrets.TOKEN}}');
  expect(await world.call('unknown')).toMatchObject({
    authorization: undefined,
    incidents: [
      expect.stringMatching(/^PROCESS_MODEL_REFUSED: .*has a process unknown; set `secrets\.models`/),
    ],
  });
});

test('variables of a tenant and process, and in the form of the Java connector runtime', async () => {
  const example = readExample('secrets.md', 'environment of a tenant and process');
  await startService(adaptExample(example, {}), {
    ...world.environment,
    SECRET_default_order_TOKEN: 'of order',
    'SECRET_<default>_refund-process_TOKEN': 'of refund',
  });
  expect(await world.call('order')).toMatchObject({ authorization: 'Bearer of order' });
  expect(await world.call('refund-process')).toMatchObject({ authorization: 'Bearer of refund' });
  expect((await world.call('other')).incidents).toHaveLength(1);
});

test('the variables of the Java connector runtime', async () => {
  await startService(
    {},
    {
      ...world.environment,
      CAMUNDA_CONNECTOR_SECRETPROVIDER_ENVIRONMENT_PREFIX: 'MY_',
      CAMUNDA_CONNECTOR_SECRETPROVIDER_ENVIRONMENT_PROCESSDEFINITIONAWARE: 'true',
      MY_JAVA_FORM_TOKEN: 'of java',
    },
  );
  expect(await world.call('java-form')).toMatchObject({ authorization: 'Bearer of java' });
});

test('a module', async () => {
  const folder = await makeFolder();
  const path = join(folder, 'team-secrets.mjs');
  await writeFile(path, readExample('secrets.md', 'team-secrets.mjs'));
  const changes = { secrets: { providers: [{ path }] } };
  await startService(adaptExample(readExample('secrets.md', 'module'), changes), world.environment);
  expect(await world.call('invoice')).toMatchObject({ authorization: 'Bearer token of billing for invoice' });
});

test('several in turn; a list of who may use what; who used what', async () => {
  const [vault, directory] = await Promise.all([startVault(), makeFolder()]);
  onTestFinished(() => vault.stop());
  const providers = [{ directory }, { address: vault.address }];
  const changes = { secrets: { providers, cacheSeconds: 0 } };
  const service = await startService(adaptExample(readExample('secrets.md', 'several'), changes), {
    ...world.environment,
    VAULT_TOKEN: vault.token,
    SECRET_TOKEN: 'of the environment',
    SECRET_OTHER: 'not for REST',
  });
  const seen = async () => (await world.call('several')).authorization;
  expect(await seen()).toBe('Bearer of the environment');
  await vault.put('jobwright/TOKEN', { value: 'of Vault' });
  expect(await seen()).toBe('Bearer of Vault');
  await writeFile(join(directory, 'TOKEN'), 'of a file\n');
  expect(await seen()).toBe('Bearer of a file');

  expect(await world.call('several', '{{secrets.OTHER}}')).toMatchObject({
    authorization: undefined,
    incidents: [
      "SECRET_NOT_FOUND: Secret OTHER is not allowed for io.camunda:http-json:1: add it to the connector's allow-list of secrets",
    ],
  });
  expect(auditOf(service).map(({ secret, result }) => `${String(secret)} ${String(result)}`)).toEqual([
    'TOKEN found',
    'TOKEN found',
    'TOKEN found',
    'OTHER refused',
  ]);
  expect(service.cli.output.stderr).not.toMatch(/of the environment|of Vault|of a file|not for REST/);

  // What cannot tell ends the search: the environment is not asked.
  await rm(join(directory, 'TOKEN'));
  await vault.revokeToken();
  const { incidents } = await world.call('several-others');
  expect(incidents).toEqual([expect.stringContaining('Secret TOKEN could not be fetched')]);
});
