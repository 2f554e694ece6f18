import type { Camunda7Engine } from '@jobwright/camunda7';
import { ClusterCallError, type ClusterCallFailure } from '@jobwright/camunda8';
import { describeError } from '../command-line/describe-error.ts';
import { CommandError, ExitCode } from '../command-line/command-error.ts';
import type { Configuration } from '../configuration/configuration.schema.ts';
import { engineSettings } from '../configuration/engine-settings.ts';
import type { Environment } from '../configuration/environment.ts';
import type { Camunda7Cluster } from '../configuration/list-clusters.ts';
import { openNetwork } from '../configuration/open-network.ts';
import type { ClusterAdvice } from './connect-cluster.ts';

/**
 * Creates a client of an engine of Camunda 7 or Operaton. Nothing is sent yet.
 * @throws CommandError when a credential cannot be read, or a TLS file is wrong
 */
export async function connectEngine(
  cluster: Camunda7Cluster,
  { network, environment }: { readonly network: Configuration['network']; readonly environment: Environment },
): Promise<Camunda7Engine> {
  const settings = engineSettings(cluster, environment);
  const { openEngine } = await import('@jobwright/camunda7');
  return openEngine(settings, { network: openNetwork(network, environment) });
}

type CalledEngine = Pick<Camunda7Engine, 'address'>;

interface Explanation {
  readonly problem: (address: string) => string;
  readonly advice: string;
  readonly exitCode: number;
}

const EXPLANATIONS: Readonly<Record<ClusterCallFailure, Explanation>> = {
  unreachable: {
    problem: (address) => `No engine of Camunda 7 or Operaton answers at ${address}`,
    advice: 'check that it is running, and check cluster.url (JOBWRIGHT_CLUSTER_URL)',
    exitCode: ExitCode.UNAVAILABLE,
  },
  untrusted: {
    problem: (address) => `The certificate at ${address} is not trusted`,
    advice: 'set cluster.tls.caFile to the PEM file of its certificate authority',
    exitCode: ExitCode.UNAVAILABLE,
  },
  timeout: {
    problem: (address) => `The engine at ${address} does not answer in time`,
    advice: 'check that it and its database are healthy, and that this is the address of its REST API',
    exitCode: ExitCode.UNAVAILABLE,
  },
  token: {
    problem: () => 'The token endpoint rejected the credentials',
    advice: 'check clientId, clientSecret and audience in cluster.auth',
    exitCode: ExitCode.WRONG_INPUT,
  },
  tokenEndpoint: {
    problem: () => 'The token endpoint did not return a token',
    advice: 'check cluster.auth.tokenUrl, and that it is reachable from here',
    exitCode: ExitCode.UNAVAILABLE,
  },
  unauthenticated: {
    problem: (address) => `The engine at ${address} requires authentication`,
    advice: 'set cluster.auth to the credentials of a user of the engine',
    exitCode: ExitCode.WRONG_INPUT,
  },
  denied: {
    problem: (address) => `The engine at ${address} denied access`,
    advice: 'ask its administrator for the permissions: see docs/camunda7.md#permissions',
    exitCode: ExitCode.WRONG_INPUT,
  },
  refused: {
    problem: (address) => `The engine at ${address} rejected the request`,
    advice: 'correct the request',
    exitCode: ExitCode.WRONG_INPUT,
  },
  unexpected: {
    problem: (address) => `The engine at ${address} gave an unexpected answer`,
    advice:
      'check that this is the address of its REST API, such as http://localhost:8080/engine-rest, and the name in cluster.engine',
    exitCode: ExitCode.UNAVAILABLE,
  },
};

/** A name in the address that no engine has. */
const NO_ENGINE = /no process engine available/i;

/** Explains why a call to an engine failed, and what to do. */
export function explainEngineFailure(error: ClusterCallError, { address }: CalledEngine): ClusterAdvice {
  const { problem, advice, exitCode } = NO_ENGINE.test(error.message)
    ? { ...EXPLANATIONS.refused, advice: 'check its name in cluster.engine (JOBWRIGHT_CLUSTER_ENGINE)' }
    : EXPLANATIONS[error.failure];
  return { problem: `${problem(address)} (${describeError(error)})`, advice, exitCode };
}

/** Turns a failed call into the error that ends the command; returns any other error unchanged. */
export function engineError(error: unknown, engine: CalledEngine): unknown {
  if (!(error instanceof ClusterCallError)) return error;
  const { problem, advice, exitCode } = explainEngineFailure(error, engine);
  return new CommandError(exitCode, `${problem}: ${advice}`, { cause: error });
}
