import { type Client, Metadata } from '@grpc/grpc-js';
import { loadGatewayService } from '@jobwright/camunda8-protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { definitions, end, flows, process, start, task } from '../core/testing/bpmn.ts';
import { withExtension } from '../core/testing/listeners.ts';
import { type EmbeddedEngine, startEngine } from '../embedded-engine.ts';
import { connectGrpc } from '../testing/raw-gateway.ts';

let engine: EmbeddedEngine;
let client: Client;
beforeAll(async () => {
  engine = await startEngine({
    secrets: () => 'of default',
    physicalTenants: [
      { id: 'risk', secrets: () => 'of risk' },
      { id: 'sales', tenantIds: ['acme'] },
    ],
  });
  client = connectGrpc(engine.grpcAddress);
});
afterAll(async () => {
  client.close();
  await engine.close();
});

const service = loadGatewayService();

function metadataOf(tenant: string | undefined): Metadata {
  const metadata = new Metadata();
  if (tenant !== undefined) metadata.set('Camunda-Physical-Tenant', tenant);
  return metadata;
}

function call(tenant: string | undefined, rpc: string, request: object): Promise<unknown> {
  const { path, requestSerialize, responseDeserialize } = service[rpc]!;
  const metadata = metadataOf(tenant);
  return new Promise((resolve, reject) => {
    client.makeUnaryRequest(path, requestSerialize, responseDeserialize, request, metadata, (error, value) =>
      error ? reject(error) : resolve(value),
    );
  });
}

function activate(tenant: string | undefined, tenantIds: readonly string[] = []): Promise<readonly object[]> {
  const { path, requestSerialize, responseDeserialize } = service['ActivateJobs']!;
  const request = {
    type: 'work',
    worker: 'w',
    timeout: 60_000,
    maxJobsToActivate: 9,
    requestTimeout: -1,
    tenantIds,
  };
  const metadata = metadataOf(tenant);
  return new Promise((resolve, reject) => {
    const jobs: object[] = [];
    client
      .makeServerStreamRequest(path, requestSerialize, responseDeserialize, request, metadata)
      .on('data', (message: { jobs: object[] }) => jobs.push(...message.jobs))
      .on('end', () => resolve(jobs))
      .on('error', reject);
  });
}

const mapping =
  '<zeebe:ioMapping><zeebe:input source="=camunda.secrets.TOKEN" target="token" /></zeebe:ioMapping>';
const work = withExtension(task('work'), mapping);
const content = Buffer.from(definitions(process('p', start(), work, end(), flows('start > work > end'))));

async function startWork(tenant: string | undefined, tenantId = ''): Promise<void> {
  await call(tenant, 'DeployResource', { resources: [{ name: 'p.bpmn', content }], tenantId });
  await call(tenant, 'CreateProcessInstance', { bpmnProcessId: 'p', version: -1, tenantId });
}

describe('physical tenants', () => {
  test('are engines of their own, each with its secrets', async () => {
    await startWork(undefined);
    await startWork('risk');
    expect(await activate('risk')).toMatchObject([
      { physicalTenantId: 'risk', variables: '{"token":"of risk"}' },
    ]);
    expect(await activate('default')).toMatchObject([
      { physicalTenantId: 'default', variables: '{"token":"of default"}' },
    ]);
    await startWork('sales', 'acme');
    expect(await activate('sales', ['acme'])).toEqual([]);
    const incidents = engine.physicalTenants.get('sales')?.incidents();
    expect(incidents).toMatchObject([{ type: 'SECRET_RESOLUTION_ERROR' }]);
    expect(engine.core.incidents()).toEqual([]);
    expect(engine.physicalTenants.get('default')).toBe(engine.core);
  });

  test('one that is unknown is refused', async () => {
    await expect(call('other', 'Topology', {})).rejects.toThrow(/UNAUTHENTICATED.*physical tenant 'other'/);
    await expect(activate('other')).rejects.toThrow(/UNAUTHENTICATED/);
    const answer = await fetch(`${engine.restAddress}/physical-tenants/other/v2/topology`);
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain('Unknown physical tenant: other');
  });

  test('have the REST API each, with bodies of all kinds', async () => {
    const at = (tenant: string, path: string, init?: RequestInit) =>
      fetch(`${engine.restAddress}/physical-tenants/${tenant}/v2/${path}`, init);
    const headers = { 'content-type': 'application/json' };
    expect((await at('risk', 'topology')).status).toBe(200);
    expect((await at('default', 'topology')).status).toBe(200);
    const form = new FormData();
    form.append('file', new Blob(['text']), 'a.txt');
    const made = await at('risk', 'documents', { method: 'POST', body: form });
    const { documentId, contentHash } = (await made.json()) as { documentId: string; contentHash: string };
    const path = `documents/${documentId}?contentHash=${contentHash}`;
    expect(await (await at('risk', path)).text()).toBe('text');
    expect((await at('sales', path)).status).toBe(404);
    expect((await fetch(`${engine.restAddress}/v2/${path}`)).status).toBe(404);
    const body = JSON.stringify({ name: 'm', correlationKey: 'k', timeToLive: 60_000, messageId: 'once' });
    const publish = (tenant: string) => at(tenant, 'messages/publication', { method: 'POST', headers, body });
    const statuses = [await publish('risk'), await publish('risk'), await publish('default')];
    expect(statuses.map(({ status }) => status)).toEqual([200, 409, 200]);
    expect((await at('risk', 'nothing')).status).toBe(404);
  });

  test.each(['Upper', 'a-b', '', 'default', 'x'.repeat(65)])('cannot have the ID %j', async (id) => {
    await expect(startEngine({ physicalTenants: [{ id }] })).rejects.toThrow(/physical tenant/);
  });
});
