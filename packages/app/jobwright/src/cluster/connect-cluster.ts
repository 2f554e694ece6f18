import {
  ClusterCallError,
  type ClusterClient,
  ClusterSettingsError,
  openCluster,
} from '@jobwright/camunda8';
import { CommandError, ExitCode, wrongInputError } from '../command-line/command-error.ts';
import type { Configuration } from '../configuration/configuration.schema.ts';
import type { Cluster } from '../configuration/list-clusters.ts';
import { clusterSettings } from '../configuration/cluster-settings.ts';
import { openNetwork } from '../configuration/open-network.ts';
import type { Environment } from '../configuration/environment.ts';
import { describeError } from '../command-line/describe-error.ts';

/**
 * A connection to a cluster of a configuration; nothing is sent yet.
 * @throws CommandError when what is said of the cluster is incomplete
 */
export async function connectCluster(
  cluster: Cluster,
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

/** What is wrong with a cluster that was called, and what to do. */
export function explainClusterFailure(error: ClusterCallError, address: string): ClusterAdvice {
  const reason = describeError(error);
  switch (error.failure) {
    case 'unreachable':
      return {
        problem: `No Camunda 8 cluster answers at ${address} (${reason})`,
        advice: 'check that it runs, and ZEEBE_GRPC_ADDRESS or cluster.grpcAddress',
        exitCode: ExitCode.UNAVAILABLE,
      };
    case 'untrusted':
      return {
        problem: `The certificate at ${address} is not trusted (${reason})`,
        advice:
          'give the PEM file of its authority, with CAMUNDA_CUSTOM_ROOT_CERT_PATH or cluster.tls.caFile',
        exitCode: ExitCode.UNAVAILABLE,
      };
    case 'timeout':
      return {
        problem: `The cluster at ${address} gives no answer (${reason})`,
        advice: 'check that it is healthy, and that the address is that of its gRPC gateway',
        exitCode: ExitCode.UNAVAILABLE,
      };
    case 'token':
      return {
        problem: `The token endpoint refuses the credentials (${reason})`,
        advice:
          'check ZEEBE_CLIENT_ID, ZEEBE_CLIENT_SECRET and the audience, or cluster.auth of the configuration',
        exitCode: ExitCode.WRONG_INPUT,
      };
    case 'tokenEndpoint':
      return {
        problem: `The token endpoint gives no token (${reason})`,
        advice: 'check CAMUNDA_OAUTH_URL or cluster.auth.tokenUrl, and that it can be reached from here',
        exitCode: ExitCode.UNAVAILABLE,
      };
    case 'unauthenticated':
      return {
        problem: `The cluster at ${address} does not know who calls (${reason})`,
        advice:
          'set CAMUNDA_AUTH_STRATEGY and the credentials it needs, or cluster.auth of the configuration',
        exitCode: ExitCode.WRONG_INPUT,
      };
    case 'denied':
      return {
        problem: `The cluster at ${address} forbids it (${reason})`,
        advice: 'let its administrator permit it to these credentials, for this tenant',
        exitCode: ExitCode.WRONG_INPUT,
      };
    case 'refused':
      return {
        problem: `The cluster at ${address} refuses it (${reason})`,
        advice: 'correct it',
        exitCode: ExitCode.WRONG_INPUT,
      };
    case 'unexpected':
      return {
        problem: `The cluster at ${address} answers with something unexpected (${reason})`,
        advice: 'check that the address is that of a gRPC gateway of Camunda 8',
        exitCode: ExitCode.UNAVAILABLE,
      };
  }
}

/** The same as an error that ends the command. */
export function clusterError(error: unknown, address: string): unknown {
  if (!(error instanceof ClusterCallError)) return error;
  const { problem, advice, exitCode } = explainClusterFailure(error, address);
  return new CommandError(exitCode, `${problem}: ${advice}`, { cause: error });
}
