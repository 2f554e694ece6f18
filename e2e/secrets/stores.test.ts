import { startVault } from '@jobwright/servers/secret-stores';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { adaptExample, readExample } from '../src/testing/read-example.ts';
import { startService, type StartedService } from '../src/testing/start-service.ts';
import { type SecretWorld, startSecretWorld } from './testing/secret-world.ts';
import { type StoreCase, type StoreCases, startStoreCases } from './testing/store-cases.ts';

let world: SecretWorld;
let stores: StoreCases;

beforeAll(async () => {
  [world, stores] = await Promise.all([startSecretWorld(), startStoreCases()]);
});
afterAll(() => Promise.all([world.close(), stores.stop()]));

const find = (example: string): StoreCase => stores.cases.find((each) => each.example === example)!;

/** The example as it is in the documentation, on the stores of this machine. */
const configure = (example: string, ...providers: readonly (object | undefined)[]) => {
  const secrets = { providers, cacheSeconds: 1, audit: true };
  return adaptExample(readExample('secrets.md', example), { secrets });
};

const idOf = (example: string): string => example.replaceAll(/\W+/g, '-');
const auditOf = ({ log }: StartedService) => log().filter(({ audit }) => audit === 'secret');

const WAYS = [
  'files',
  'vault, kubernetes',
  'vault, token',
  'aws, web identity',
  'aws, keys',
  'google, metadata',
  'google, key file',
  'azure, workload identity',
  'azure, client secret',
];

describe.each(WAYS)('%s', (example) => {
  test('the value reaches the target and nothing else; a new one counts without a restart', async () => {
    const store = find(example);
    const [first, second] = [`first-${idOf(example)}-"1`, `second-${idOf(example)}`];
    await store.put(first);
    const service = await startService(configure(example, store.provider), {
      ...world.environment,
      ...store.environment,
    });
    const id = `use-${idOf(example)}`;
    const calls = [await world.call(id)];
    expect(calls[0]).toMatchObject({ incidents: [] });
    expect(calls[0]!.authorization).toBe(`Bearer ${first}`);
    await store.put(second);
    await vi.waitFor(
      async () => {
        calls.push(await world.call(id));
        expect(calls.at(-1)!.authorization).toBe(`Bearer ${second}`);
      },
      { interval: 200 },
    );
    for (const { variables } of calls) expect(variables).not.toMatch(/(first|second)-/);
    expect(service.cli.output.stderr).not.toMatch(/(first|second)-/);
    expect(auditOf(service)).toHaveLength(calls.length);
    expect(auditOf(service)[0]).toMatchObject({
      secret: 'TOKEN',
      result: 'found',
      bpmnProcessId: id,
      jobType: 'io.camunda:http-json:1',
      tenantId: '<default>',
    });
  });
});

test.each(WAYS.slice(1).filter((way) => way !== 'google, metadata'))(
  '%s: refused credentials are one clear error, and the job loses a retry at a time',
  async (example) => {
    const store = find(example);
    await store.put('unseen');
    const refused = store.refused!;
    const base = configure(example, store.provider);
    const provider = { secrets: { providers: [refused.provider] } };
    const configuration =
      refused.provider === undefined ? base : adaptExample(JSON.stringify(base), provider);
    const service = await startService(configuration, {
      ...world.environment,
      ...store.environment,
      ...refused.environment,
    });
    const end = await world.call(`refused-${idOf(example)}`);
    expect(end).toMatchObject({ authorization: undefined });
    expect(end.incidents).toEqual([
      expect.stringContaining('Secret TOKEN could not be fetched; the reason is in the log of the runtime'),
    ]);
    const failures = service.log().filter(({ msg }) => msg === 'Connector failed');
    expect(failures).toHaveLength(2);
    expect(JSON.stringify(failures[0])).toMatch(refused.says);
    expect(JSON.stringify(failures[0])).toContain('SECRETS_UNAVAILABLE');
    expect(auditOf(service).map(({ result }) => result)).toEqual(['failed', 'failed']);
    const shown = Object.values({ ...store.environment, ...refused.environment });
    for (const credential of shown) expect(service.cli.output.stderr).not.toContain(credential);
  },
);

test('a store that is away is an error only for secrets that are not known', async () => {
  const vault = await startVault();
  onTestFinished(() => vault.stop());
  await vault.put('jobwright/TOKEN', { value: 'known' });
  const service = await startService(configure('vault, token', { address: vault.address }), {
    ...world.environment,
    VAULT_TOKEN: vault.token,
  });
  expect(await world.call('outage')).toMatchObject({ authorization: 'Bearer known' });
  await vault.stop();
  const usedAt = Number(auditOf(service)[0]!['time']);
  await vi.waitFor(() => expect(Date.now() - usedAt).toBeGreaterThan(1_100));
  expect(await world.call('outage')).toMatchObject({ authorization: 'Bearer known' });
  const other = await world.call('outage', '{{secrets.OTHER}}');
  expect(other.incidents).toHaveLength(1);
  expect(other.incidents[0]).toContain('Secret OTHER could not be fetched');
});

test('says which rights a user is missing', async () => {
  const store = find('aws, keys');
  await store.put('unseen');
  const service = await startService(configure('aws, keys', store.provider), {
    ...world.environment,
    ...stores.powerlessAws,
  });
  const end = await world.call('powerless');
  expect(end.incidents).toHaveLength(1);
  expect(service.cli.output.stderr).toContain(
    'refuses to read jobwright/TOKEN (403): check secretsmanager:GetSecretValue',
  );
});
