import type { Connector } from '@jobwright/connector-sdk';
import { bundledPackages } from '../../connector-modules/bundled-connectors.ts';
import { chooseConnectors } from '../../connector-modules/choose-connectors.ts';
import type { Configuration } from '../../configuration/configuration.schema.ts';
import { listClusters } from '../../configuration/list-clusters.ts';
import { readConfiguration, type SettingFlags } from '../../configuration/read-configuration.ts';
import { connectorChoice } from '../../connector-modules/connector-choice.ts';
import type { Output } from '../../command-line/output.ts';
import type { Environment } from '../../configuration/environment.ts';
import { findPackageFacts, type PackageFacts, readPackageFacts } from './package-facts.ts';

export interface ConnectorsOptions {
  readonly flags: SettingFlags;
  /** Path of the configuration. */
  readonly file: string | undefined;
  readonly environment: Environment;
  readonly output: Output;
}

/** One connector in the output. */
interface ListedConnector {
  readonly name: string;
  readonly jobType: string;
  readonly operations: readonly string[];
  readonly template: { readonly id: string; readonly version: number } | null;
  readonly package: PackageFacts | null;
  readonly bundled: boolean;
  /** Of its tasks in engines of Camunda 7; null when there is no such engine. */
  readonly topics: readonly string[] | null;
}

/** Lists the connectors that `jobwright start` would run, without running them. */
export async function runConnectorsCommand(options: ConnectorsOptions): Promise<void> {
  const { flags, file, environment, output } = options;
  const configuration = readConfiguration({ file, environment, flags });
  const topicsOf = readTopics(configuration);
  const { own, further } = await chooseConnectors(connectorChoice(configuration));
  const listed = [
    ...own.map(({ connector, bundledType }) =>
      describeConnector(connector, {
        package: findPackageFacts(bundledPackages.get(bundledType)),
        bundled: true,
        topics: topicsOf(connector.type),
      }),
    ),
    ...further.flatMap(({ packageFolder, connectors }) =>
      connectors.map((connector) =>
        describeConnector(connector, {
          package: readPackageFacts(packageFolder),
          bundled: false,
          topics: topicsOf(connector.type),
        }),
      ),
    ),
  ];
  output.result({ json: JSON.stringify({ connectors: listed }), lines: listed.map(renderLine) });
}

/** The topics of a job type in all engines of Camunda 7. */
function readTopics(configuration: Configuration): (jobType: string) => readonly string[] | null {
  const engines = listClusters(configuration).flatMap((cluster) =>
    cluster.kind === 'camunda7' ? [cluster] : [],
  );
  if (engines.length === 0) return () => null;
  return (jobType) => [...new Set(engines.flatMap(({ topics }) => topics[jobType] ?? jobType))];
}

function describeConnector(
  { name, type, operations, template }: Connector,
  origin: Pick<ListedConnector, 'package' | 'bundled' | 'topics'>,
): ListedConnector {
  return {
    name,
    jobType: type,
    operations: [...operations.keys()],
    template: template === undefined ? null : { id: template.id, version: template.version },
    ...origin,
  };
}

function renderLine({
  name,
  jobType,
  operations,
  template,
  package: from,
  bundled,
  topics,
}: ListedConnector): string {
  const origin = bundled ? 'this command' : 'a module';
  const parts = [
    `${name}: ${jobType}`,
    `operations ${operations.join(', ')}`,
    template === null ? 'no template' : `template ${template.id} version ${template.version}`,
    from === null ? origin : `${from.name} ${from.version}`,
    ...(topics === null ? [] : [`${topics.length === 1 ? 'topic' : 'topics'} ${topics.join(', ')}`]),
  ];
  return parts.join('; ');
}
