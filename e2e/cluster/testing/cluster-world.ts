import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'vitest';
import { restCall } from '../../src/testing/rest-call-process.ts';
import { connectTarget, type Target } from '../../src/testing/target.ts';
import { type Gateways, startGateways } from './start-gateways.ts';
import { type RunningProvider, startOidcProvider } from './start-oidc-provider.ts';

/** A cluster, what stands before it, and a backend for the jobs. */
export interface ClusterWorld {
  readonly target: Target;
  readonly gateways: Gateways;
  readonly provider: RunningProvider;
  /** A process that calls the backend and keeps the answer as a document: gRPC and REST both have to work. */
  expectWork(): Promise<void>;
  close(): Promise<void>;
}

export async function startClusterWorld(): Promise<ClusterWorld> {
  const [target, provider] = await Promise.all([connectTarget(), startOidcProvider()]);
  const { ZEEBE_GRPC_ADDRESS: grpc = '' } = target.environment;
  const gateways = await startGateways({
    grpcAddress: grpc,
    restAddress: target.restAddress,
    accepts: provider.accepts,
  });
  const backend = createServer((_request, response) => {
    response.setHeader('Content-Type', 'text/plain').end('of the backend');
  });
  await new Promise<void>((resolve) => backend.listen(0, '127.0.0.1', resolve));
  const { port } = backend.address() as AddressInfo;
  const id = `access-${process.pid}-${Date.now()}`;
  const process_ = restCall({
    id,
    inputs: { url: '=url', method: 'GET', storeResponse: '=true' },
    headers: { resultVariable: 'answer', retryBackoff: 'PT0S' },
    retries: 3,
  });
  await target.client.deployResource({ process: Buffer.from(process_), name: `${id}.bpmn` });
  return {
    target,
    gateways,
    provider,
    async expectWork() {
      const { variables } = await target.client.createProcessInstanceWithResult({
        bpmnProcessId: id,
        variables: { url: `http://127.0.0.1:${port}/` },
        requestTimeout: 40_000,
      });
      expect(variables).toMatchObject({
        answer: { status: 200, document: { 'camunda.document.type': 'camunda' } },
      });
    },
    async close() {
      backend.closeAllConnections();
      backend.close();
      await Promise.all([gateways.stop(), provider.stop()]);
      await target.close();
    },
  };
}
