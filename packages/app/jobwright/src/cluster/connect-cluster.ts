import { ClusterCallError, type ClusterClient, ClusterSettingsError, openCluster } from '@jobwright/camunda8';
import { CommandError, ExitCode, wrongInputError } from '../command-line/command-error.ts';
import type { Configuration } from '../configuration/configuration.schema.ts';
import type { Camunda8Cluster } from '../configuration/list-clusters.ts';
import { clusterSettings } from '../configuration/cluster-settings.ts';
import { openNetwork } from '../configuration/open-network.ts';
import type { Environment } from '../configuration/environment.ts';
import { describeError } from '../command-line/describe-error.ts';

/**
 * Creates a connection to a cluster of the configuration. Nothing is sent yet.
 * @throws CommandError when the settings of the cluster are incomplete
 */
export async function connectCluster(
  cluster: Camunda8Cluster,
  { network, environment }: { readonly network: Configuration['network']; readonly environment: Environment },
): Promise<ClusterClient> {
  const camunda8 = clusterSettings(cluster, environment);
  const options = { network: openNetwork(network, environment), environment };
  return openCluster(camunda8, options).catch((cause: unknown) => {
    if (!(cause instanceof ClusterSettingsError)) throw cause;
    throw wrongInputError(cause.message, { cause });
  });
}

export interface ClusterAdvice {
  readonly problem: string;
  readonly advice: string;
  readonly exitCode: number;
}

/** Where calls to a cluster go. */
type CalledCluster = Pick<ClusterClient, 'address' | 'transport'>;

const SETTINGS = {
  grpc: { address: 'ZEEBE_GRPC_ADDRESS or cluster.grpcAddress', target: 'gRPC gateway' },
  rest: { address: 'ZEEBE_REST_ADDRESS or cluster.restAddress', target: 'REST API' },
} as const;

/** Explains why a call to a cluster failed, and what to do. */
export function explainClusterFailure(
  error: ClusterCallError,
  { address, transport }: CalledCluster,
): ClusterAdvice {
  const reason = describeError(error);
  const settings = SETTINGS[transport];
  switch (error.failure) {
    case 'unreachable':
      return {
        problem: `No Camunda 8 cluster answers at ${address} (${reason})`,
        advice: `check that it is running, and check ${settings.address}`,
        exitCode: ExitCode.UNAVAILABLE,
      };
    case 'untrusted':
      return {
        problem: `The certificate at ${address} is not trusted (${reason})`,
        advice:
          'set CAMUNDA_CUSTOM_ROOT_CERT_PATH or cluster.tls.caFile to the PEM file of its certificate authority',
        exitCode: ExitCode.UNAVAILABLE,
      };
    case 'timeout':
      return {
        problem: `The cluster at ${address} does not answer in time (${reason})`,
        advice: `check that it is healthy and that this is the address of its ${settings.target}`,
        exitCode: ExitCode.UNAVAILABLE,
      };
    case 'token':
      return {
        problem: `The token endpoint rejected the credentials (${reason})`,
        advice:
          'check ZEEBE_CLIENT_ID, ZEEBE_CLIENT_SECRET and the audience, or cluster.auth in the configuration',
        exitCode: ExitCode.WRONG_INPUT,
      };
    case 'tokenEndpoint':
      return {
        problem: `The token endpoint did not return a token (${reason})`,
        advice: 'check CAMUNDA_OAUTH_URL or cluster.auth.tokenUrl, and that it is reachable from here',
        exitCode: ExitCode.UNAVAILABLE,
      };
    case 'unauthenticated':
      return {
        problem: `The cluster at ${address} requires authentication (${reason})`,
        advice: 'set CAMUNDA_AUTH_STRATEGY and the credentials for it, or cluster.auth in the configuration',
        exitCode: ExitCode.WRONG_INPUT,
      };
    case 'denied':
      return {
        problem: `The cluster at ${address} denied access (${reason})`,
        advice: 'ask its administrator to grant these credentials access to this tenant',
        exitCode: ExitCode.WRONG_INPUT,
      };
    case 'refused':
      return {
        problem: `The cluster at ${address} rejected the request (${reason})`,
        advice: 'correct the request',
        exitCode: ExitCode.WRONG_INPUT,
      };
    case 'unexpected':
      return {
        problem: `The cluster at ${address} gave an unexpected answer (${reason})`,
        advice: `check that this is the address of the ${settings.target} of a Camunda 8 cluster`,
        exitCode: ExitCode.UNAVAILABLE,
      };
  }
}

/** Turns a failed call into the error that ends the command; returns any other error unchanged. */
export function clusterError(error: unknown, cluster: CalledCluster): unknown {
  if (!(error instanceof ClusterCallError)) return error;
  const { problem, advice, exitCode } = explainClusterFailure(error, cluster);
  return new CommandError(exitCode, `${problem}: ${advice}`, { cause: error });
}
