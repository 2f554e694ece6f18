import { bundledConnectors } from '../connector-modules/bundled-connectors.ts';
import type { Configuration } from '../configuration/configuration.schema.ts';
import type { Environment } from '../configuration/environment.ts';
import { type Camunda8Cluster, type Cluster, listClusters } from '../configuration/list-clusters.ts';

interface StartFacts {
  /** Path of the configuration. */
  readonly file: string | undefined;
  readonly version: string;
  readonly environment: Environment;
}

/** The fields of the line that says what is starting. They hold no credentials. */
export function describeStart(
  configuration: Configuration,
  { file, version, environment }: StartFacts,
): object {
  const { bundled, disabled, jobTypes, modules } = configuration.connectors;
  const own = bundledConnectors
    .map(({ type }) => type)
    .filter((type) => (bundled?.includes(type) ?? true) && !disabled.includes(type));
  return {
    version,
    node: process.versions.node,
    file: file ?? null,
    clusters: listClusters(configuration).map((cluster) => ({
      name: cluster.name,
      kind: cluster.kind,
      ...describeAddress(cluster, environment),
    })),
    connectors: [...own.map((type) => jobTypes[type] ?? type), ...modules],
    secretStores: configuration.secrets.providers.map(({ type }) => type),
  };
}

function describeAddress(cluster: Cluster, environment: Environment): object {
  if (cluster.kind === 'camunda7') return { address: [cluster.url].flat().map(hideUser) };
  const given = addressesOf(cluster);
  const ofVariables = {
    grpcAddress: environment['ZEEBE_GRPC_ADDRESS'] ?? environment['ZEEBE_ADDRESS'],
    restAddress: environment['ZEEBE_REST_ADDRESS'],
  };
  const [first, second] = cluster.isListed ? [given, ofVariables] : [ofVariables, given];
  const grpcAddress = first.grpcAddress ?? second.grpcAddress;
  const restAddress = first.restAddress ?? second.restAddress;
  return {
    ...(grpcAddress !== undefined && { grpcAddress: hideUser(grpcAddress) }),
    ...(restAddress !== undefined && { restAddress: hideUser(restAddress) }),
  };
}

interface Addresses {
  readonly grpcAddress?: string | undefined;
  readonly restAddress?: string | undefined;
}

const addressesOf = ({ saas, grpcAddress, restAddress }: Camunda8Cluster): Addresses =>
  saas === undefined
    ? { grpcAddress, restAddress }
    : { restAddress: `https://${saas.region}.zeebe.camunda.io/${saas.clusterId}` };

const hideUser = (address: string): string => address.replace(/:\/\/[^/\s@]+@/, '://***@');
