import { ConnectorError, defineConnector } from '@jobwright/connector-sdk';
import { createStaticSecrets, startConnectors } from '@jobwright/runtime';
import { readIncidents } from '@jobwright/servers/operaton';
import { expect, inject, onTestFinished, test, vi } from 'vitest';
import { z } from 'zod';
import { connectCamunda7World, type DeployedModel } from './testing/camunda7-world.ts';

const world = connectCamunda7World(inject('engineUrl'));
const SOON = { interval: 50 };

/** The incident that a connector brings about, with the details that the engine keeps of its task. */
async function fail(model: DeployedModel, run: (token: string) => Promise<unknown>) {
  const process = await world.deployModel(model);
  const connector = defineConnector({
    type: process.jobType,
    name: 'Fail',
    input: z.object({
      amount: z.number().meta({ title: 'Amount' }),
      token: z.string().meta({ title: 'Token' }),
    }),
    output: z.unknown(),
    run: ({ token }) => run(token),
  });
  const workers = await startConnectors({
    connectors: [connector],
    clusters: [world.cluster()],
    secrets: { provider: createStaticSecrets({ TOKEN: 's3cret-of-the-backend' }) },
  });
  onTestFinished(() => workers.close({ timeoutMs: 0 }));
  const instance = await process.start();
  const incident = await vi.waitFor(async () => {
    const [found] = await readIncidents(world.call, instance);
    expect(found).toBeDefined();
    return found!;
  }, SOON);
  const response = await fetch(`${world.url}/external-task/${incident.configuration}/errorDetails`);
  return { incident, details: await response.text() };
}

test('an incident says the code and the message of the connector, and its details mask secrets', async () => {
  const inputs = { amount: '=1', token: '{{secrets.TOKEN}}' };
  const { incident, details } = await fail({ inputs }, async (token) => {
    const cause = new Error(`The backend said: ${token} is wrong`);
    throw new ConnectorError({ code: 'REFUSED', message: `Refused: ${token}`, cause });
  });
  expect(incident.type).toBe('failedExternalTask');
  expect(incident.activityId).toBe('task');
  expect(incident.message).toContain('REFUSED');
  expect(details).toContain('REFUSED');
  expect(incident.message + details).not.toContain('s3cret-of-the-backend');
});

test('an input that does not fit: the incident names the field', async () => {
  const inputs = { amount: 'many', token: 'x' };
  const { incident } = await fail({ inputs }, async () => 'must not run');
  expect(incident.message).toContain('amount');
});

test('a message longer than the engine keeps is whole in the details', async () => {
  const text = 'long '.repeat(400);
  const { incident, details } = await fail({ inputs: { amount: '=1', token: 'x' } }, async () => {
    throw new ConnectorError({ code: 'LONG', message: text });
  });
  expect(incident.message.length).toBeLessThan(text.length);
  expect(details).toContain(text.trim());
});
