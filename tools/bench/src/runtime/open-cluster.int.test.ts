import { startEngineProcess } from '@jobwright/servers/test-cluster';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readClusterCounters } from './cluster-counters.ts';
import { openCluster } from './open-cluster.ts';

const log = () => undefined;
const named = { ZEEBE_GRPC_ADDRESS: 'grpc://c:26500', ZEEBE_REST_ADDRESS: 'http://c:8080' };
const CAMUNDA_MANAGEMENT_ADDRESS = 'http://c:9600';

describe('openCluster', { timeout: 60_000 }, () => {
  it('is the embedded engine in a process of its own, whose counters can be read', async () => {
    const cluster = await openCluster({}, log);
    onTestFinished(() => cluster.close());
    expect(await readClusterCounters(cluster.managementAddress)).toMatchObject({ jobsCompleted: 0 });
  });

  it('is the cluster that the environment names', async () => {
    const engine = await startEngineProcess();
    onTestFinished(() => engine.stop());
    const { grpcAddress, restAddress, managementAddress } = engine;
    const environment = {
      ZEEBE_GRPC_ADDRESS: grpcAddress,
      ZEEBE_REST_ADDRESS: restAddress,
      CAMUNDA_MANAGEMENT_ADDRESS: managementAddress,
    };
    const cluster = await openCluster(environment, log);
    await cluster.close();
    expect(cluster).toMatchObject({ grpcAddress, restAddress, managementAddress });
    expect(await readClusterCounters(managementAddress)).toMatchObject({ jobsCompleted: 0 });
  });

  it.each([
    [named, 'set CAMUNDA_MANAGEMENT_ADDRESS'],
    [{ ...named, CAMUNDA_MANAGEMENT_ADDRESS, ZEEBE_GRPC_ADDRESS: 'grpcs://c:443' }, 'asks for none'],
    [{ ...named, CAMUNDA_MANAGEMENT_ADDRESS, CAMUNDA_CLIENT_ID: 'x' }, 'asks for none'],
  ])('refuses a cluster that not all contestants can use', async (environment, message) => {
    await expect(openCluster(environment, log)).rejects.toThrow(message);
  });
});
