import { join } from 'node:path';
import type { BrokerPorts } from './broker-ports.ts';
import type { Environment } from '@jobwright/local-server';

const host = '127.0.0.1';
const passedOn = ['PATH', 'HOME', 'LANG', 'LC_ALL', 'TZ', 'TMPDIR'];

export interface GatewayTls {
  readonly certificateFile: string;
  readonly keyFile: string;
}

/** Who asks for tokens of this issuer, and which tenants each may use: an Identity of Camunda, or what speaks as one. */
export interface BrokerIdentity {
  readonly address: string;
  readonly issuer: string;
  readonly audience: string;
}

/** The whole environment of a broker: loopback only, and nothing of ours that it would take for its configuration. */
export function toBrokerEnvironment(options: {
  readonly ports: BrokerPorts;
  readonly dataDirectory: string;
  readonly gatewayTls?: GatewayTls | undefined;
  readonly identity?: BrokerIdentity | undefined;
  readonly environment: Environment;
}): Record<string, string> {
  const { ports, dataDirectory, gatewayTls, identity, environment } = options;
  const own = passedOn.flatMap((name) => {
    const value = environment[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    ...Object.fromEntries(own),
    ZEEBE_BROKER_NETWORK_HOST: host,
    ZEEBE_BROKER_NETWORK_COMMANDAPI_PORT: String(ports.command),
    ZEEBE_BROKER_NETWORK_INTERNALAPI_PORT: String(ports.internal),
    ZEEBE_BROKER_GATEWAY_NETWORK_HOST: host,
    ZEEBE_BROKER_GATEWAY_NETWORK_PORT: String(ports.grpc),
    ZEEBE_BROKER_DATA_DIRECTORY: dataDirectory,
    SERVER_ADDRESS: host,
    SERVER_PORT: String(ports.rest),
    MANAGEMENT_SERVER_ADDRESS: host,
    MANAGEMENT_SERVER_PORT: String(ports.management),
    ...(gatewayTls !== undefined && {
      ZEEBE_BROKER_GATEWAY_SECURITY_ENABLED: 'true',
      ZEEBE_BROKER_GATEWAY_SECURITY_CERTIFICATECHAINPATH: gatewayTls.certificateFile,
      ZEEBE_BROKER_GATEWAY_SECURITY_PRIVATEKEYPATH: gatewayTls.keyFile,
    }),
    ...(identity !== undefined && {
      ZEEBE_BROKER_GATEWAY_SECURITY_AUTHENTICATION_MODE: 'identity',
      ZEEBE_BROKER_GATEWAY_MULTITENANCY_ENABLED: 'true',
      CAMUNDA_IDENTITY_TYPE: 'GENERIC',
      CAMUNDA_IDENTITY_BASEURL: identity.address,
      CAMUNDA_IDENTITY_ISSUER: identity.issuer,
      CAMUNDA_IDENTITY_ISSUERBACKENDURL: identity.issuer,
      CAMUNDA_IDENTITY_AUDIENCE: identity.audience,
    }),
  };
}

/** `runDirectory` is named on the command line: it tells our process from any other. */
export function toBrokerArguments(options: {
  readonly brokerDirectory: string;
  readonly runDirectory: string;
  readonly heap: string;
}): readonly string[] {
  const { brokerDirectory, runDirectory, heap } = options;
  return [
    `-Xmx${heap}`,
    '-XX:+ExitOnOutOfMemoryError',
    '-Dfile.encoding=UTF-8',
    '-classpath',
    `${join(brokerDirectory, 'config')}:${join(brokerDirectory, 'lib')}/*`,
    '-Dapp.name=broker',
    `-Dapp.home=${runDirectory}`,
    `-Dbasedir=${runDirectory}`,
    'io.camunda.application.StandaloneBroker',
  ];
}
