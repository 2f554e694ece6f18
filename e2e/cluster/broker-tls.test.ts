import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Camunda8 } from '@camunda8/sdk';
import { type RunningBroker, startBroker } from '@jobwright/camunda8-broker';
import { type CertificateAuthority, createCertificateAuthority } from '@jobwright/local-server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { adaptExample, readExample } from '../src/testing/read-example.ts';
import { oneTaskProcess } from '../src/testing/one-task-process.ts';
import { startService } from '../src/testing/start-service.ts';

let folder: string;
let authority: CertificateAuthority;
let broker: RunningBroker;

const write = async (name: string, text: string): Promise<string> => {
  await writeFile(join(folder, name), text);
  return join(folder, name);
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jobwright-broker-tls-'));
  authority = await createCertificateAuthority('Test authority');
  const { certificate, key } = await authority.issueServer();
  broker = await startBroker({
    gatewayTls: {
      certificateFile: await write('tls.crt', certificate),
      keyFile: await write('tls.key', key),
    },
  });
});
afterAll(async () => {
  await broker.stop();
  await rm(folder, { recursive: true, force: true });
});

test("the gateway's own TLS", async () => {
  const { port } = new URL(`grpcs://${broker.grpcAddress}`);
  const grpcAddress = `grpcs://localhost:${port}`;
  const caFile = await write('ca.pem', authority.certificate);
  const cluster = { grpcAddress, restAddress: broker.restAddress, tls: { caFile } };
  await startService(adaptExample(readExample('cluster-access.md', 'tls'), { cluster }));
  const camunda8 = new Camunda8({
    ZEEBE_GRPC_ADDRESS: grpcAddress,
    ZEEBE_REST_ADDRESS: broker.restAddress,
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
    variables: { url: `${broker.managementAddress}/actuator/prometheus?includedNames=none` },
    requestTimeout: 40_000,
  });
  expect(variables).toMatchObject({ status: 200 });
  await camunda8.closeAllClients();
});
