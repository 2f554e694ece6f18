import { expect, test } from 'vitest';
import { findNamedCluster, readNamedCluster } from './named-cluster.ts';

const addresses = { ZEEBE_GRPC_ADDRESS: 'grpc://c:26500', ZEEBE_REST_ADDRESS: 'http://c:8080' };

test('an environment without addresses names no cluster, and is told in one line', () => {
  const environment = { PATH: '/bin', CAMUNDA_LOG_LEVEL: 'none', ZEEBE_GRPC_ADDRESS: '' };
  expect(findNamedCluster(environment)).toBeUndefined();
  expect(() => readNamedCluster(environment)).toThrow(
    /^No Camunda 8 cluster is named: set ZEEBE_GRPC_ADDRESS and ZEEBE_REST_ADDRESS, .*$/,
  );
});

test.each([
  [{ ZEEBE_GRPC_ADDRESS: 'c:26500' }, 'set ZEEBE_REST_ADDRESS too'],
  [{ ZEEBE_REST_ADDRESS: 'http://c:8080' }, 'set ZEEBE_GRPC_ADDRESS too'],
])('half a cluster is refused', (environment, message) => {
  expect(() => findNamedCluster(environment)).toThrow(message);
});

test.each([
  ['c:26500', 'grpc://c:26500'],
  ['http://c:26500', 'grpc://c:26500'],
  ['grpcs://c:443', 'grpcs://c:443'],
])('the address %s is %s', (given, address) => {
  const cluster = readNamedCluster({ ...addresses, ZEEBE_GRPC_ADDRESS: given });
  expect(cluster.grpcAddress).toBe(address);
  expect(cluster.variables['ZEEBE_GRPC_ADDRESS']).toBe(address);
});

test('all that the environment says of it goes on, and nothing else', () => {
  const credentials = { CAMUNDA_CLIENT_ID: 'id', CAMUNDA_CLIENT_SECRET: 'secret' };
  const CAMUNDA_MANAGEMENT_ADDRESS = 'http://c:9600/';
  const cluster = readNamedCluster({
    ...addresses,
    ...credentials,
    CAMUNDA_MANAGEMENT_ADDRESS,
    TOKEN: 'mine',
  });
  expect(cluster.managementAddress).toBe('http://c:9600');
  expect(cluster.variables).toEqual({ ...addresses, ...credentials, CAMUNDA_MANAGEMENT_ADDRESS });
  expect(readNamedCluster(addresses).variables).toMatchObject({ CAMUNDA_AUTH_STRATEGY: 'NONE' });
});
