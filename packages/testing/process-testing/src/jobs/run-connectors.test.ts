import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConnectorError, defineConnector } from '@jobwright/connector-sdk';
import { startJsonServer } from '@jobwright/test-servers';
import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';
import { assertThat, closeProcessTests, runProcess, startRecordedBackend } from '../index.ts';
import { definitions, element, end, extensions, flows, process, start } from '../testing/models.ts';

afterAll(closeProcessTests);

const lookUp = defineConnector({
  type: 'acme:look-up:1',
  name: 'Look up',
  input: z.object({
    url: z.string().meta({ title: 'URL' }),
    token: z.string().meta({ title: 'Token' }),
  }),
  output: z.object({ name: z.string() }),
  run: async ({ url, token }) => {
    const response = await fetch(`${url}/customers/7`, { headers: { Authorization: `Bearer ${token}` } });
    if (!response.ok) throw new ConnectorError({ code: 'NOT_FOUND', message: await response.text() });
    return z.object({ name: z.string() }).parse(await response.json());
  },
});

const model = definitions(
  process(
    'customer',
    start,
    element(
      'serviceTask',
      'id="look_up"',
      extensions(
        '<zeebe:taskDefinition type="acme:look-up:1" retries="1" />',
        '<zeebe:ioMapping><zeebe:input source="=crm" target="url" /><zeebe:input source="{{secrets.TOKEN}}" target="token" /></zeebe:ioMapping>',
        '<zeebe:taskHeaders><zeebe:header key="resultExpression" value="={customer: name, at: string(now())}" /></zeebe:taskHeaders>',
      ),
    ),
    end(),
    flows('start > look_up > end'),
  ),
);
const options = { connectors: [lookUp], secrets: { TOKEN: 't0ken' }, startTime: '2026-05-01T08:00:00Z' };

test('real connectors run as the runtime runs them: secrets, result expressions, the clock of the test', async () => {
  const crm = await startJsonServer();
  crm.answer(({ headers }) =>
    headers['authorization'] === 'Bearer t0ken' ? { body: { name: 'Ada' } } : { status: 401 },
  );
  const instance = await runProcess(model, { ...options, variables: { crm: crm.url } });
  assertThat(instance)
    .isCompleted()
    .hasVariable('customer', 'Ada')
    .hasVariableSatisfies('at', (at) => expect(at).toContain('2026-05-01T08:00'));
  await crm.close();
});

test('a connector that fails makes the incident of the runtime', async () => {
  const crm = await startJsonServer();
  crm.answer(() => ({ status: 404, body: { reason: 'nobody' } }));
  const instance = await runProcess(model, { ...options, variables: { crm: crm.url } });
  assertThat(instance).hasActiveIncidents('look_up');
  expect(instance.incident('look_up').find()?.errorMessage).toContain('nobody');
  await crm.close();
});

test('an input without its variable makes an incident that names it', async () => {
  const instance = await runProcess(model, options);
  expect(instance.incidents).toMatchObject([
    { elementId: 'look_up', errorMessage: expect.stringContaining('there is no variable `crm`') },
  ]);
});

test('a backend is recorded once, without credentials, and played back then', async () => {
  const recording = join(await mkdtemp(join(tmpdir(), 'recording-')), 'crm.json');
  const crm = await startJsonServer();
  crm.answer(() => ({ body: { name: 'Grace' } }));
  const recorder = await startRecordedBackend({ recording, upstream: crm.url });
  assertThat(await runProcess(model, { ...options, variables: { crm: recorder.url } })).hasVariable(
    'customer',
    'Grace',
  );
  await recorder.close();
  await crm.close();
  expect(await readFile(recording, 'utf8')).not.toContain('t0ken');

  const player = await startRecordedBackend({ recording, upstream: crm.url });
  assertThat(await runProcess(model, { ...options, variables: { crm: player.url } })).hasVariable(
    'customer',
    'Grace',
  );
  expect(player.calls).toMatchObject([{ method: 'GET', path: '/customers/7', status: 200 }]);
  const unknown = await fetch(`${player.url}/customers/8`);
  expect([unknown.status, await unknown.text()]).toEqual([501, 'GET /customers/8 is not in the recording']);
  await player.close();
  await expect(startRecordedBackend({ recording: `${recording}.missing` })).rejects.toThrow(
    'is not there: name an upstream to record it',
  );
});
