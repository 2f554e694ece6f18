import { httpRest } from '@jobwright/connector-http-rest';
import { startEngine } from '@jobwright/engine';
import { afterAll, beforeAll, expect, inject, onTestFinished, test, vi } from 'vitest';
import { type RestBackend, startRestBackend } from '../src/testing/rest-backend.ts';
import { restCall, restCallTask } from '../src/testing/rest-call-process.ts';
import { startService } from '../src/testing/start-service.ts';
import { connectCamunda7World } from './testing/camunda7-world.ts';

const world = connectCamunda7World(inject('engineUrl'));
const tenantId = '<default>';
let backend: RestBackend;

beforeAll(async () => {
  backend = await startRestBackend();
});
afterAll(() => backend.close());

test('one service serves a Camunda 8 cluster and this engine at once', async () => {
  const camunda8 = await startEngine();
  onTestFinished(() => camunda8.close());
  const process = await world.deployModel(restCallTask);
  const service = await startService(
    {
      clusters: [
        {
          name: 'new',
          grpcAddress: camunda8.grpcAddress,
          restAddress: camunda8.restAddress,
          auth: { method: 'none' },
        },
        {
          name: 'old',
          kind: 'camunda7',
          url: world.url,
          topics: { [httpRest.type]: process.jobType },
          maxConcurrent: 5,
        },
      ],
    },
    { SECRET_TOKEN: 't0ken' },
  );
  const content = restCall({ id: 'moved' });
  await camunda8.core.deploy({ resources: [{ name: 'moved.bpmn', content }], tenantId });
  const created = camunda8.core.createInstance({
    bpmnProcessId: 'moved',
    version: -1,
    variables: { url: backend.url },
    tenantId,
  });
  const key = created.ok ? created.value.processInstanceKey : '';
  expect(await process.result({ url: backend.url })).toMatchObject({ status: 200, seen: 'Bearer t0ken' });
  await vi.waitFor(() => expect(camunda8.core.instance(key)?.state).toBe('COMPLETED'));
  const scraped = await (await fetch(`${service.address}/metrics`)).text();
  for (const cluster of ['new', 'old'])
    expect(scraped).toContain(
      `jobwright_job_ends_total{cluster="${cluster}",type="${httpRest.type}",outcome="complete"} 1`,
    );
  await service.stop();
  expect(service.log().filter(({ msg }) => msg === 'Stopped')).toHaveLength(2);
});
