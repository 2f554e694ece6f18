import { ConnectorError, defineConnector } from '@jobwright/connector-sdk';
import { startConnectors } from '@jobwright/runtime';
import { expect, inject, onTestFinished, test, vi } from 'vitest';
import { z } from 'zod';
import { oneLine, runCli } from '../src/testing/run-cli.ts';
import { connectCamunda7World } from './testing/camunda7-world.ts';

const world = connectCamunda7World(inject('engineUrl'));
const environment = { JOBWRIGHT_CLUSTER_KIND: 'camunda7', JOBWRIGHT_CLUSTER_URL: world.url };
const PATIENT = { timeout: 90_000, interval: 500 };

const run = (...parameters: readonly string[]) => runCli(parameters, environment);

async function runJson(...parameters: readonly string[]): Promise<Record<string, never>> {
  const { exitCode, stdout, stderr } = await run(...parameters, '--json');
  expect([exitCode, stderr]).toEqual([0, '']);
  return JSON.parse(stdout) as Record<string, never>;
}

interface FoundIncident {
  readonly key: string;
}

test('an order that failed is found, its cause read, its data corrected, retried and completed', async () => {
  const model = await world.deployModel({ inputs: { amount: '=amount', token: '{{secrets.NONE}}' } });
  const connector = defineConnector({
    type: model.jobType,
    name: 'Reserve',
    input: z.object({ amount: z.number().meta({ title: 'Amount' }) }),
    output: z.unknown(),
    run: async ({ amount }) => {
      if (amount < 0) throw new ConnectorError({ code: 'AMOUNT', message: `${amount} is too few` });
      return { reserved: amount };
    },
  });
  const workers = await startConnectors({ connectors: [connector], clusters: [world.cluster()] });
  onTestFinished(() => workers.close({ timeoutMs: 0 }));

  const variables = JSON.stringify({ amount: -1, customer: { name: 'Alfreds' }, password: 'MARKER' });
  const { key: instance } = await runJson('instances', 'start', model.id, '--variables', variables);
  const incident = await vi.waitFor(async () => {
    const { incidents } = await runJson('incidents', '--process', model.id, '--type', 'failedExternalTask');
    const [first] = incidents as unknown as readonly FoundIncident[];
    expect(first).toMatchObject({
      ...{ processId: model.id, elementId: 'task', instanceKey: instance, input: { amount: '=amount' } },
      cause: expect.stringContaining('AMOUNT: -1 is too few'),
    });
    return first!;
  }, PATIENT);

  const shown = await run('instances', 'show', instance!);
  expect(shown.stdout).toMatch(/^task +serviceTask +active/m);
  expect(shown.stdout).toMatch(/^customer +\{"name":"Alfreds"\}$/m);
  expect(shown.stdout).toMatch(/^ {4}failedExternalTask: AMOUNT: -1 is too few/m);
  expect(shown.stdout).not.toContain('MARKER');
  expect(await runJson('instances', '--process', model.id, '--incident')).toMatchObject({
    instances: [{ key: instance, processId: model.id, version: 1, state: 'active' }],
  });

  const resolved = await run('incidents', 'resolve', incident.key, '--variables', '{"amount": 2}');
  expect(resolved).toEqual({
    ...{ exitCode: 0, stderr: '' },
    stdout: `Retrying ${incident.key} (${model.id}, task)\n`,
  });
  await vi.waitFor(async () => {
    expect(await runJson('instances', 'show', instance!)).toMatchObject({
      ...{ instance: { state: 'completed', hasIncident: false }, incidents: [] },
      variables: { amount: -1, password: '***' },
    });
  }, PATIENT);
}, 300_000);

test('an instance is canceled; a second time says why not', async () => {
  const model = await world.deployModel({});
  const { key: instance } = await runJson('instances', 'start', model.id);
  expect((await run('instances', 'cancel', instance!)).stdout).toBe(`Canceled ${instance}\n`);
  expect(await runJson('instances', '--process', model.id, '--state', 'canceled')).toMatchObject({
    instances: [{ key: instance, state: 'canceled' }],
  });
  expect(await run('instances', 'cancel', instance!)).toEqual({
    ...{ exitCode: 1, stdout: '', stderr: oneLine(/1 of 1 instances were not canceled/) },
  });
}, 300_000);
