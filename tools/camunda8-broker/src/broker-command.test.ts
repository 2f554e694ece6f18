import { expect, test } from 'vitest';
import { toBrokerArguments, toBrokerEnvironment } from './broker-command.ts';

const ports = { grpc: 1, rest: 2, management: 3, command: 4, internal: 5 };

test('the environment binds every port to loopback', () => {
  expect(toBrokerEnvironment({ ports, dataDirectory: '/data', environment: { PATH: '/bin' } })).toEqual({
    PATH: '/bin',
    ZEEBE_BROKER_NETWORK_HOST: '127.0.0.1',
    ZEEBE_BROKER_NETWORK_COMMANDAPI_PORT: '4',
    ZEEBE_BROKER_NETWORK_INTERNALAPI_PORT: '5',
    ZEEBE_BROKER_GATEWAY_NETWORK_HOST: '127.0.0.1',
    ZEEBE_BROKER_GATEWAY_NETWORK_PORT: '1',
    ZEEBE_BROKER_DATA_DIRECTORY: '/data',
    SERVER_ADDRESS: '127.0.0.1',
    SERVER_PORT: '2',
    MANAGEMENT_SERVER_ADDRESS: '127.0.0.1',
    MANAGEMENT_SERVER_PORT: '3',
  });
});

test('settings of the caller for other programs do not reach the broker', () => {
  const environment = {
    SPRING_PROFILES_ACTIVE: 'prod',
    ZEEBE_ADDRESS: 'x',
    SERVER_PORT: '80',
    TOKEN: 'secret',
    TZ: 'UTC',
  };
  const result = toBrokerEnvironment({ ports, dataDirectory: '/data', environment });
  expect(result).toMatchObject({ TZ: 'UTC', SERVER_PORT: '2' });
  expect(Object.keys(result)).not.toEqual(expect.arrayContaining(['TOKEN']));
  expect(JSON.stringify(result)).not.toMatch(/secret|prod|ZEEBE_ADDRESS/);
});

test('the command line names the run folder, the heap and the unpacked libraries', () => {
  const args = toBrokerArguments({ brokerDirectory: '/b', runDirectory: '/tmp/run 1', heap: '512m' });
  expect(args).toEqual(expect.arrayContaining(['-Xmx512m', '/b/config:/b/lib/*', '-Dapp.home=/tmp/run 1']));
  expect(args.at(-1)).toBe('io.camunda.application.StandaloneBroker');
});
