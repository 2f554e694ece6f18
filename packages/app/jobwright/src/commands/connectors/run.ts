import type { Connector } from '@jobwright/connector-sdk';
import { bundledPackages } from '../../connector-modules/bundled-connectors.ts';
import { chooseConnectors } from '../../connector-modules/choose-connectors.ts';
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
}

/** Lists the connectors that `jobwright start` would run, without running them. */
export async function runConnectorsCommand(options: ConnectorsOptions): Promise<void> {
  const { flags, file, environment, output } = options;
  const configuration = readConfiguration({ file, environment, flags });
  const { own, further } = await chooseConnectors(connectorChoice(configuration));
  const listed = [
    ...own.map(({ connector, bundledType }) =>
      describeConnector(connector, {
        package: findPackageFacts(bundledPackages.get(bundledType)),
        bundled: true,
      }),
    ),
    ...further.flatMap(({ packageFolder, connectors }) =>
      connectors.map((connector) =>
        describeConnector(connector, { package: readPackageFacts(packageFolder), bundled: false }),
      ),
    ),
  ];
  output.result({ json: JSON.stringify({ connectors: listed }), lines: listed.map(renderLine) });
}

function describeConnector(
  { name, type, operations, template }: Connector,
  origin: Pick<ListedConnector, 'package' | 'bundled'>,
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
}: ListedConnector): string {
  const origin = bundled ? 'this command' : 'a module';
  const parts = [
    `${name}: ${jobType}`,
    `operations ${operations.join(', ')}`,
    template === null ? 'no template' : `template ${template.id} version ${template.version}`,
    from === null ? origin : `${from.name} ${from.version}`,
  ];
  return parts.join('; ');
}
