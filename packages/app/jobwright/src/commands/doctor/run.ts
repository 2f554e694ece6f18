import type { Camunda7Engine } from '@jobwright/camunda7';
import type { ClusterClient } from '@jobwright/camunda8';
import { CommandError, ExitCode } from '../../command-line/command-error.ts';
import type { Configuration } from '../../configuration/configuration.schema.ts';
import { type Camunda7Cluster, listClusters } from '../../configuration/list-clusters.ts';
import { readJavaVariables } from '../../configuration/java-variables/java-variables.ts';
import { listUnknownVariables } from '../../configuration/environment-variables.ts';
import { readConfiguration, type SettingFlags } from '../../configuration/read-configuration.ts';
import { connectCluster } from '../../cluster/connect-cluster.ts';
import { connectEngine } from '../../cluster/connect-engine.ts';
import type { Output } from '../../command-line/output.ts';
import type { Environment } from '../../configuration/environment.ts';
import { describeError } from '../../command-line/describe-error.ts';
import { type Check, type CheckResult, fail, type Finding, ok, runChecks, warn } from './check.ts';
import { checkAuthentication, checkCluster } from './check-cluster.ts';
import { listEngineChecks } from './engine/list-engine-checks.ts';
import { checkJobTypes } from './check-job-types.ts';
import { checkLeases } from './check-leases.ts';
import { checkSecretModels } from './check-models.ts';
import { checkNode, type NodeFacts } from './check-node.ts';
import { checkRest } from './check-rest.ts';
import { checkSecrets } from './check-secrets.ts';
import { checkConnectors, checkNetwork, checkPort } from './check-service.ts';
import { checkDocuments, checkEffects, checkState } from './check-stores.ts';
import { createRedaction } from '../../command-line/redact.ts';

export interface DoctorOptions {
  readonly flags: SettingFlags;
  /** Path of the configuration. */
  readonly file: string | undefined;
  readonly environment: Environment;
  readonly node: NodeFacts;
  /** Timeout of each check. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  readonly output: Output;
}

/**
 * Checks everything that `jobwright start` needs, and says how to fix what is wrong.
 * @throws CommandError when a check failed
 */
export async function runDoctorCommand(options: DoctorOptions): Promise<void> {
  const { node, timeoutMs, signal, output, environment } = options;
  const reading = tryConfiguration(options);
  const configuration = 'configuration' in reading ? reading.configuration : undefined;
  const clusters = configuration === undefined ? [] : await tryClusters(configuration, environment);
  const checks: readonly Check[] = [
    checkNode(node),
    knownCheck('configuration', reading.finding),
    ...(configuration === undefined ? [] : listChecks(configuration, options)),
    ...clusters.flatMap((cluster) => listClusterChecks(cluster, options)),
  ];
  const progress = (done: number) => output.progress(`Checking: ${done} of ${checks.length} done`);
  progress(0);
  try {
    const results = await runChecks(checks, { timeoutMs, signal, onDone: progress });
    report(results, options, configuration);
  } finally {
    for (const { connection, engine } of clusters) await (connection ?? engine?.client)?.close();
  }
}

function tryConfiguration({ file, environment, flags }: DoctorOptions) {
  try {
    const configuration = readConfiguration({ file, environment, flags });
    const { ignored } = readJavaVariables(environment);
    const unknown = listUnknownVariables(environment);
    const source = file === undefined ? 'the environment' : `${file} and the environment`;
    return {
      configuration,
      finding:
        unknown.length > 0
          ? warn(`unknown variables: ${unknown.join(', ')}`, 'see docs/configuration.md for all variables')
          : ignored.length === 0
            ? ok(`${source} is valid`)
            : warn(
                `ignored variables of the Java runtime: ${ignored.join(', ')}`,
                'see docs/configuration.md for the supported ones',
              ),
    };
  } catch (error) {
    const message = `${describeError(error)}; checks that depend on it were skipped`;
    return { finding: fail(message, 'correct it and check again') };
  }
}

interface TriedCluster {
  readonly configuration: Configuration;
  /** Set when there are several clusters. */
  readonly name: string | undefined;
  readonly connection?: ClusterClient;
  /** Set when it is an engine of Camunda 7. */
  readonly engine?: { readonly client: Camunda7Engine; readonly cluster: Camunda7Cluster };
  readonly problem?: Finding;
}

const tryClusters = (
  configuration: Configuration,
  environment: Environment,
): Promise<readonly TriedCluster[]> =>
  Promise.all(
    listClusters(configuration).map(async (cluster) => {
      const facts = { configuration, name: cluster.isListed ? cluster.name : undefined };
      try {
        const { network } = configuration;
        if (cluster.kind === 'camunda7') {
          const client = await connectEngine(cluster, { network, environment });
          return { ...facts, engine: { client, cluster } };
        }
        return { ...facts, connection: await connectCluster(cluster, { network, environment }) };
      } catch (error) {
        if (error instanceof Error && error.name === 'ClusterVariableError') throw error;
        return { ...facts, problem: fail(describeError(error)) };
      }
    }),
  );

const knownCheck = (name: string, finding: Finding): Check => ({ name, run: () => Promise.resolve(finding) });

const listChecks = (configuration: Configuration, { environment }: DoctorOptions): readonly Check[] => [
  checkConnectors(configuration),
  ...checkSecrets(configuration, environment),
  checkEffects(configuration),
  checkState(configuration),
  checkPort(configuration),
  checkNetwork(configuration, environment),
];

function listClusterChecks(
  { configuration, name, connection, engine, problem }: TriedCluster,
  options: DoctorOptions,
): readonly Check[] {
  const found = connection === undefined ? undefined : { ...options, configuration, cluster: connection };
  const checks = [
    ...(problem === undefined ? [] : [knownCheck('cluster', problem)]),
    ...(engine === undefined ? [] : listEngineChecks({ ...options, ...engine, configuration })),
    ...(found === undefined
      ? []
      : [
          checkAuthentication(found),
          checkCluster(found),
          checkRest(found),
          checkDocuments(found),
          checkSecretModels(found),
          checkJobTypes(found),
          ...(configuration.jobs.lease === 'on' ? [checkLeases(found)] : []),
        ]),
  ];
  return name === undefined ? checks : checks.map((check) => ({ ...check, name: `${name}: ${check.name}` }));
}

function report(
  results: readonly CheckResult[],
  { output, environment }: DoctorOptions,
  configuration: Configuration | undefined,
): void {
  const redact = createRedaction(
    environment,
    configuration === undefined ? [] : listCredentials(configuration),
  );
  const checks = results.map((result) => {
    const advice = result.status === 'ok' ? undefined : result.advice;
    return {
      check: result.check,
      status: result.status,
      message: redact(result.message),
      advice: advice === undefined ? null : redact(advice),
    };
  });
  const failed = checks.filter(({ status }) => status === 'failed').length;
  output.result({
    json: JSON.stringify({ ok: failed === 0, checks }),
    lines: checks.map(({ check, status, message, advice }) => {
      return `${status.padEnd(7)}  ${check}: ${message}${advice === null ? '' : `: ${advice}`}`;
    }),
  });
  if (failed > 0) {
    throw new CommandError(ExitCode.FAILED, `${failed} of ${checks.length} checks failed`);
  }
}

/** Credentials written in the configuration itself. */
function listCredentials(configuration: Configuration): readonly string[] {
  const given = [
    configuration.http.adminToken,
    ...listClusters(configuration).flatMap(({ auth }) => [
      auth?.method === 'basic' ? auth.password : undefined,
      auth?.method === 'oidc' ? auth.clientSecret : undefined,
    ]),
  ];
  return given.filter((credential) => typeof credential === 'string');
}
