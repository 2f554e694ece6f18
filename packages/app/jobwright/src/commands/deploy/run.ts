import { ClusterCallError, type DeployedResource } from '@jobwright/camunda8';
import { type CommandError, wrongInputError } from '../../command-line/command-error.ts';
import { readConfiguration } from '../../configuration/read-configuration.ts';
import { chooseCluster } from '../../cluster/choose-cluster.ts';
import { connectCluster, clusterError } from '../../cluster/connect-cluster.ts';
import type { Output } from '../../command-line/output.ts';
import type { Environment } from '../../configuration/environment.ts';
import { findResources, type FoundResource } from './find-resources.ts';

export interface DeployOptions {
  /** Files, folders and patterns. */
  readonly paths: readonly string[];
  /** Path of the configuration. */
  readonly file: string | undefined;
  /** Name of one of several clusters. */
  readonly cluster: string | undefined;
  /** Default: that of the cluster. */
  readonly tenantId: string | undefined;
  readonly timeoutMs: number;
  readonly environment: Environment;
  readonly signal: AbortSignal;
  readonly output: Output;
}

/**
 * Deploys BPMN, DMN and form files to the cluster, all or none.
 * @throws CommandError that says what is wrong and what to do
 */
export async function runDeployCommand(options: DeployOptions): Promise<void> {
  const { paths, file, tenantId, timeoutMs, environment, signal, output } = options;
  const configuration = readConfiguration({ file, environment });
  const resources = await findResources(paths, process.cwd());
  const cluster = await connectCluster(chooseCluster(configuration, options.cluster), {
    network: configuration.network,
    environment,
  });
  try {
    output.progress(`Deploying ${countFiles(resources)} to ${cluster.address}`);
    const deployed = await cluster
      .deploy({ resources, tenantId }, { timeoutMs, signal })
      .catch((error: unknown) => {
        throw refusalError(error) ?? clusterError(error, cluster);
      });
    const fileOf = ({ resourceName }: DeployedResource) =>
      resources.find(({ name }) => name === resourceName)?.file ?? null;
    output.result({
      json: JSON.stringify({
        cluster: cluster.address,
        resources: deployed.map((resource) => {
          const { kind, id, version, key, tenantId: tenant } = resource;
          return { kind, id, version, key, file: fileOf(resource), tenantId: tenant };
        }),
      }),
      lines: deployed.map((resource) => renderLine(resource, fileOf(resource))),
    });
  } finally {
    await cluster.close();
  }
}

const countFiles = ({ length }: readonly FoundResource[]): string =>
  length === 1 ? '1 file' : `${length} files`;

function renderLine({ kind, id, version, key }: DeployedResource, file: string | null): string {
  const from = file === null ? '' : ` (${file})`;
  return `Deployed ${kind} ${id}, version ${version}, key ${key}${from}`;
}

/** The cluster lists files and problems below a first line that only says that there are some. */
function refusalError(error: unknown): CommandError | undefined {
  if (!(error instanceof ClusterCallError) || error.failure !== 'refused') return undefined;
  const [, ...problems] = error.message.split('\n');
  const reason = (problems.length === 0 ? error.message : problems.join(' ')).replaceAll(/\s+/g, ' ').trim();
  return wrongInputError(`Nothing was deployed, correct this: ${reason}`, { cause: error });
}
