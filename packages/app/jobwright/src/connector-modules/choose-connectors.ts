import type { Connector } from '@jobwright/connector-sdk';
import { bundledConnectors } from './bundled-connectors.ts';
import { wrongInputError } from '../command-line/command-error.ts';
import type { ConnectorChoice } from './connector-choice.ts';
import { type ConnectorModule, findConnectorModules } from './find-connector-modules.ts';
import { loadConnectorModule } from './load-connector-module.ts';

export interface ChosenConnectors {
  readonly connectors: readonly Connector[];
  /** The bundled ones among them. */
  readonly own: readonly OwnConnector[];
  /** The others, by the package or path they come from. */
  readonly further: readonly OriginOfConnectors[];
}

export interface OwnConnector {
  readonly connector: Connector;
  /** Its job type before it was renamed by `connectors.jobTypes`. */
  readonly bundledType: string;
}

export interface OriginOfConnectors {
  readonly from: string;
  readonly packageFolder: string | undefined;
  readonly connectors: readonly Connector[];
}

export type LoadModule = (module: ConnectorModule) => Promise<readonly Connector[]>;

/**
 * Loads the chosen bundled connectors, and all that the given packages and modules export.
 * @throws CommandError with one line that says which package, path or job type is wrong and what to do
 */
export async function chooseConnectors(
  { modules, folder, bundled, disabled, jobTypes }: ConnectorChoice,
  load: LoadModule = loadConnectorModule,
): Promise<ChosenConnectors> {
  checkKnown([...(bundled ?? []), ...disabled, ...Object.keys(jobTypes)]);
  const own = bundledConnectors
    .filter(({ type }) => (bundled?.includes(type) ?? true) && !disabled.includes(type))
    .map((connector) => ({
      bundledType: connector.type,
      connector: renameJobType(connector, jobTypes[connector.type]),
    }));
  const ownConnectors = own.map(({ connector }) => connector);
  const loaded: OriginOfConnectors[] = [];
  for (const module of findConnectorModules(modules, folder)) {
    const { name: from, packageFolder } = module;
    loaded.push({ from, packageFolder, connectors: await load(module) });
  }
  checkJobTypes([{ from: 'this command', connectors: ownConnectors }, ...loaded]);
  const connectors = [...new Set([...ownConnectors, ...loaded.flatMap((module) => module.connectors)])];
  return { connectors, own, further: loaded };
}

function checkKnown(types: readonly string[]): void {
  const unknown = types.find((wanted) => !bundledConnectors.some(({ type }) => type === wanted));
  if (unknown === undefined) return;
  const known = bundledConnectors.map(({ type }) => type).join(', ');
  throw wrongInputError(`No bundled connector has the job type ${unknown}: choose from ${known}, or none`);
}

/** Hybrid templates let the modeler choose the job type. */
const renameJobType = (connector: Connector, type: string | undefined): Connector =>
  type === undefined ? connector : Object.freeze({ ...connector, type });

function checkJobTypes(origins: readonly Omit<OriginOfConnectors, 'packageFolder'>[]): void {
  const first = new Map<string, { readonly from: string; readonly connector: Connector }>();
  for (const { from, connectors } of origins) {
    for (const connector of connectors) {
      const earlier = first.get(connector.type);
      if (earlier !== undefined && earlier.connector !== connector) {
        throw wrongInputError(
          `Two connectors have the job type ${connector.type}, one from ${earlier.from} and one from ${from}: leave one of them out, with --connectors-modules or --connectors-bundled`,
        );
      }
      first.set(connector.type, { from, connector });
    }
  }
}
