import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer, type Server } from 'node:tls';
import { Camunda8 } from '@camunda8/sdk';
import { openCluster } from '@jobwright/camunda8';
import { type EmbeddedEngine, startEngine } from '@jobwright/engine';
import { type CertificateAuthority, createCertificateAuthority } from '@jobwright/test-servers';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { adaptExample, readExample } from '../src/testing/read-example.ts';
import { oneTaskProcess } from '../src/testing/one-task-process.ts';
import { startService } from '../src/testing/start-service.ts';

let folder: string;
let authority: CertificateAuthority;
let engine: EmbeddedEngine;
let gateway: Server;
let grpcAddress: string;

/**
 * TLS on the gRPC port alone, as a gateway has it of its own: HTTP/2 is agreed on, nothing in between reads
 * it.
 */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jobwright-gateway-tls-'));
  authority = await createCertificateAuthority('Test authority');
  const { certificate, key } = await authority.issueServer();
  engine = await startEngine();
  const { hostname: host, port } = new URL(engine.grpcAddress);
  gateway = createServer({ cert: certificate, key, ALPNProtocols: ['h2'] }, (near) => {
    const far = connect(Number(port), host);
    near.on('error', () => far.destroy()).on('close', () => far.destroy());
    far.on('error', () => near.destroy()).on('close', () => near.destroy());
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
  const address = gateway.address();
  grpcAddress = `grpcs://localhost:${typeof address === 'object' ? address?.port : ''}`;
});
afterAll(async () => {
  gateway.close();
  await engine.close();
  await rm(folder, { recursive: true, force: true });
});

test("the gateway's own TLS, with REST beside it in plain", async () => {
  const caFile = join(folder, 'ca.pem');
  await writeFile(caFile, authority.certificate);
  const { restAddress } = engine;
  const cluster = { grpcAddress, restAddress, tls: { caFile } };
  await startService(adaptExample(readExample('cluster-access.md', 'tls'), { cluster }));
  const camunda8 = new Camunda8({
    ZEEBE_GRPC_ADDRESS: grpcAddress,
    ZEEBE_REST_ADDRESS: restAddress,
    CAMUNDA_AUTH_STRATEGY: 'NONE',
    CAMUNDA_CUSTOM_ROOT_CERT_PATH: caFile,
    CAMUNDA_LOG_LEVEL: 'none',
    zeebeGrpcSettings: { ZEEBE_CLIENT_LOG_LEVEL: 'NONE' },
  });
  const client = camunda8.getZeebeGrpcApiClient();
  const process_ = oneTaskProcess({
    id: 'tls',
    jobType: 'io.camunda:http-json:1',
    inputs: { url: '=url', method: 'GET' },
    headers: { resultExpression: '={status: status}' },
  });
  await client.deployResource({ process: Buffer.from(process_), name: 'tls.bpmn' });
  const { variables } = await client.createProcessInstanceWithResult({
    bpmnProcessId: 'tls',
    variables: { url: `${restAddress}/v2/topology` },
    requestTimeout: 40_000,
  });
  expect(variables).toMatchObject({ status: 200 });
  await camunda8.closeAllClients();
});

test('the authority as text in a variable, as the SDK takes it', async () => {
  const cluster = await openCluster(
    { ZEEBE_GRPC_ADDRESS: grpcAddress },
    { environment: { CAMUNDA_CUSTOM_ROOT_CERT_STRING: authority.certificate } },
  );
  onTestFinished(() => cluster.close());
  expect(await cluster.topology({ timeoutMs: 20_000 })).toMatchObject({ clusterSize: 1 });
});
