import { ClusterCallError, openCluster } from '@jobwright/camunda8';
import { startEngine } from '@jobwright/engine';
import { afterAll, describe, expect, test } from 'vitest';
import { readConfiguration } from '../../configuration/read-configuration.ts';
import { checkJobTypes } from './check-job-types.ts';
import { checkLeases } from './check-leases.ts';

const engine = await startEngine();
const cluster = await openCluster({
  ZEEBE_GRPC_ADDRESS: engine.grpcAddress,
  ZEEBE_REST_ADDRESS: engine.restAddress,
  CAMUNDA_AUTH_STRATEGY: 'NONE',
});
afterAll(async () => {
  await cluster.close();
  await engine.close();
});

describe('leases', () => {
  const checkAt = (topology: typeof cluster.topology) =>
    checkLeases({ cluster: { ...cluster, topology }, timeoutMs: 5_000 }).run(AbortSignal.timeout(5_000));
  const of = (gatewayVersion: string) =>
    checkAt(async (bounds) => ({ ...(await cluster.topology(bounds)), gatewayVersion }));

  test.each(['8.10.0', '8.11.2-SNAPSHOT', '9.0.0', 'unknown'])(
    'of Camunda %s: what they mean',
    async (version) => {
      expect(await of(version)).toMatchObject({
        status: 'warning',
        message: expect.stringContaining('never given to a worker without leases again'),
      });
    },
  );

  test.each(['8.9.4', '8.6.0'])('of Camunda %s: there are none', async (version) => {
    expect(await of(version)).toMatchObject({
      status: 'warning',
      message: expect.stringContaining(`Camunda ${version} has no leases`),
    });
  });

  test('are explained when the cluster does not answer too', async () => {
    const lost = () => Promise.reject(new ClusterCallError('unreachable', 'no'));
    expect(await checkAt(lost)).toMatchObject({ message: expect.stringContaining('jobs.lease is on') });
  });
});

describe('priorities', () => {
  const model = (id: string, type: string, mark: string): string =>
    `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="http://jobwright.example">
<bpmn:process id="${id}" isExecutable="true"><bpmn:startEvent id="start" /><bpmn:serviceTask id="t"><bpmn:extensionElements><zeebe:taskDefinition type="${type}" />${mark}</bpmn:extensionElements></bpmn:serviceTask>
<bpmn:sequenceFlow id="flow" sourceRef="start" targetRef="t" /></bpmn:process></bpmn:definitions>`;
  const priority = '<zeebe:jobPriorityDefinition priority="5" />';
  const check = (jobs: object) =>
    checkJobTypes({
      cluster,
      timeoutMs: 5_000,
      configuration: readConfiguration({ environment: { JOBWRIGHT_JOBS_STREAMS: JSON.stringify(jobs) } }),
    }).run(AbortSignal.timeout(5_000));

  test('are named by job type, with what happens to them', async () => {
    const resources = [
      { name: 'a.bpmn', content: model('a', 'io.camunda:http-json:1', priority) },
      { name: 'b.bpmn', content: model('b', 'io.camunda:email:1', '') },
    ];
    expect(await engine.core.deploy({ resources, tenantId: '<default>' })).toMatchObject({ ok: true });
    expect(await check({})).toMatchObject([
      { status: 'ok' },
      {
        status: 'ok',
        message: 'models give priorities to jobs of io.camunda:http-json:1: these are polled in that order',
      },
    ]);
    expect(await check({ 'io.camunda:http-json:1': 'on' })).toMatchObject([
      { status: 'ok' },
      { status: 'warning', message: expect.stringContaining('which are ignored with jobs.streams: on') },
    ]);
  });
});
