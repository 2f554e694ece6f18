import { expect, test } from 'vitest';
import { configurationSchema } from '../configuration/configuration.schema.ts';
import { describeStart } from './describe-start.ts';

test('the start says version, file, clusters, connectors and secret stores, and no credential', () => {
  const configuration = configurationSchema.parse({
    clusters: [
      {
        ...{ name: 'eight', grpcAddress: 'grpc://a:26500', restAddress: 'http://me:PASSWORD@a:8080' },
        auth: { method: 'basic', username: 'me', password: 'PASSWORD' },
      },
      { name: 'seven', kind: 'camunda7', url: 'http://b:8080/engine-rest' },
    ],
    connectors: { disabled: ['io.camunda:email:1'], modules: ['./sms.ts'] },
    secrets: { providers: [{ type: 'files', directory: '/run/secrets' }] },
  });
  const start = describeStart(configuration, { file: 'jobwright.yaml', version: '1.2.3', environment: {} });
  expect(start).toMatchObject({
    ...{ version: '1.2.3', file: 'jobwright.yaml', secretStores: ['files'] },
    clusters: [
      { name: 'eight', kind: 'camunda8', grpcAddress: 'grpc://a:26500', restAddress: 'http://***@a:8080' },
      { name: 'seven', kind: 'camunda7', address: ['http://b:8080/engine-rest'] },
    ],
    connectors: expect.arrayContaining(['io.camunda:http-json:1', './sms.ts']),
  });
  expect(JSON.stringify(start)).not.toMatch(/PASSWORD|email/);
});

test('the variables of the environment say where the cluster is', () => {
  const configuration = configurationSchema.parse({});
  const environment = { ZEEBE_GRPC_ADDRESS: 'grpc://c:26500' };
  expect(describeStart(configuration, { file: undefined, version: '1', environment })).toMatchObject({
    ...{ file: null, secretStores: ['environment'] },
    clusters: [{ name: 'default', kind: 'camunda8', grpcAddress: 'grpc://c:26500' }],
  });
});
