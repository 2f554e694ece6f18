import { readConfiguration } from '../../configuration/read-configuration.ts';
import { chooseCluster } from '../../cluster/choose-cluster.ts';
import type { Output } from '../../command-line/output.ts';
import type { Environment } from '../../configuration/environment.ts';
import { deployToCamunda7 } from './deploy-to-camunda7.ts';
import { deployToCamunda8 } from './deploy-to-camunda8.ts';
import type { DeployedFile, Deployment } from './deployment.ts';
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
 * Deploys models and forms to the cluster, all or none.
 * @throws CommandError that says what is wrong and what to do
 */
export async function runDeployCommand(options: DeployOptions): Promise<void> {
  const { paths, file, tenantId, timeoutMs, environment, signal, output } = options;
  const configuration = readConfiguration({ file, environment });
  const target = chooseCluster(configuration, options.cluster);
  const resources = await findResources(paths, {
    from: process.cwd(),
    ...(target.kind === 'camunda7' && { moreKinds: ['cmmn'] }),
  });
  const deployment: Deployment = {
    resources,
    tenantId,
    timeoutMs,
    signal,
    network: configuration.network,
    environment,
    onConnect: (address) => output.progress(`Deploying ${countFiles(resources)} to ${address}`),
  };
  const deployed =
    target.kind === 'camunda7'
      ? await deployToCamunda7(target, deployment)
      : await deployToCamunda8(target, deployment);
  const fileOf = ({ resourceName }: DeployedFile) =>
    resources.find(({ name }) => name === resourceName)?.file ?? null;
  output.result({
    json: JSON.stringify({
      cluster: deployed.address,
      resources: deployed.resources.map((resource) => {
        const { kind, id, version = null, key, tenantId: tenant } = resource;
        return { kind, id, version, key, file: fileOf(resource), tenantId: tenant };
      }),
    }),
    lines: deployed.resources.map((resource) => renderLine(resource, fileOf(resource))),
  });
}

const countFiles = ({ length }: readonly FoundResource[]): string =>
  length === 1 ? '1 file' : `${length} files`;

function renderLine({ kind, id, version, key }: DeployedFile, file: string | null): string {
  const from = file === null ? '' : ` (${file})`;
  if (kind === 'unchanged') return `Unchanged ${id}${from}`;
  if (version === undefined) return `Deployed ${kind} ${id}${from}`;
  return `Deployed ${kind} ${id}, version ${version}, key ${key}${from}`;
}
