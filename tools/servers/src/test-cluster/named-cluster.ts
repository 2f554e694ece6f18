import type { Environment } from '../local-server/index.ts';

/** A Camunda 8 cluster of whoever runs the tests. */
export interface NamedCluster {
  /** `grpc://host:port`, or `grpcs://`. */
  readonly grpcAddress: string;
  readonly restAddress: string;
  /** Where the cluster's own metrics are (`/actuator/prometheus`), if that is named. */
  readonly managementAddress: string | undefined;
  /** All that the environment says of it, for a process that is to reach it. */
  readonly variables: Readonly<Record<string, string>>;
}

const PREFIX = /^(?:ZEEBE|CAMUNDA)_/;
const CREDENTIALS = [
  'CAMUNDA_AUTH_STRATEGY',
  'CAMUNDA_CLIENT_ID',
  'ZEEBE_CLIENT_ID',
  'CAMUNDA_BASIC_AUTH_USERNAME',
];

/**
 * The cluster that `ZEEBE_GRPC_ADDRESS` and `ZEEBE_REST_ADDRESS` name; nothing when neither is there. @throws
 * Error when one of the two is missing
 */
export function findNamedCluster(environment: Environment): NamedCluster | undefined {
  const named = Object.entries(environment).flatMap(([name, value]) =>
    PREFIX.test(name) && value ? [[name, value] as const] : [],
  );
  const variables: Readonly<Record<string, string>> = Object.fromEntries(named);
  const { ZEEBE_GRPC_ADDRESS: grpc, ZEEBE_REST_ADDRESS: rest } = variables;
  if (grpc === undefined && rest === undefined) return undefined;
  if (grpc === undefined || rest === undefined) {
    throw new Error(
      `The environment names half a cluster: set ${grpc === undefined ? 'ZEEBE_GRPC_ADDRESS' : 'ZEEBE_REST_ADDRESS'} too.`,
    );
  }
  const grpcAddress = /^grpcs?:\/\//.test(grpc) ? grpc : `grpc://${grpc.replace(/^http:\/\//, '')}`;
  const isOpen = !CREDENTIALS.some((name) => name in variables);
  return {
    grpcAddress,
    restAddress: rest.replace(/\/+$/, ''),
    managementAddress: variables['CAMUNDA_MANAGEMENT_ADDRESS']?.replace(/\/+$/, ''),
    variables: {
      ...variables,
      ZEEBE_GRPC_ADDRESS: grpcAddress,
      ...(isOpen && { CAMUNDA_AUTH_STRATEGY: 'NONE' }),
    },
  };
}

/** @throws Error of one line when the environment names no cluster */
export function readNamedCluster(environment: Environment): NamedCluster {
  const cluster = findNamedCluster(environment);
  if (cluster !== undefined) return cluster;
  throw new Error(
    'No Camunda 8 cluster is named: set ZEEBE_GRPC_ADDRESS and ZEEBE_REST_ADDRESS, and CAMUNDA_* if it asks for credentials.',
  );
}
