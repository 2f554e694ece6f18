import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { toErrorMessage, within } from '@jobwright/concurrency';
import { type Connector, isConnector, isForeignConnector } from '@jobwright/connector-sdk';
import { z } from 'zod';
import { wrongInputError } from '../command-line/command-error.ts';
import type { ConnectorModule } from './find-connector-modules.ts';

const SDK = '@jobwright/connector-sdk';
const LOAD_MS = 30_000;

/**
 * Imports a module and returns every connector that it exports, whichever copy of the SDK created it.
 * @throws CommandError with one line: the module, the problem, what to do
 */
export async function loadConnectorModule(module: ConnectorModule): Promise<readonly Connector[]> {
  const { name } = module;
  const exported = Object.values(await importModule(module));
  const foreign = exported.find(isForeignConnector);
  if (foreign !== undefined) {
    throw wrongInputError(
      `${name}: its connector ${foreign.type} was built with ${describeSdk(module)}, which this version of jobwright cannot run: update the older of the two`,
    );
  }
  const connectors = [...new Set(exported.filter(isConnector))];
  if (connectors.length > 0) return connectors;
  throw wrongInputError(
    `${name} does not export a connector: export const x = defineConnector({ ... }) of ${SDK}`,
  );
}

async function importModule(module: ConnectorModule): Promise<Readonly<Record<string, unknown>>> {
  const timeoutError = (): Error => new Error(`it did not finish loading within ${LOAD_MS} ms`);
  try {
    const exported = await within(
      { timeoutMs: LOAD_MS, timeoutError },
      (): Promise<unknown> => import(pathToFileURL(module.file).href),
    );
    return typeof exported === 'object' && exported !== null ? { ...exported } : {};
  } catch (cause) {
    const message = `${module.name} cannot be loaded: ${firstLine(cause)}: ${adviseOn(cause, module)}`;
    throw wrongInputError(message, { cause });
  }
}

function firstLine(error: unknown): string {
  return toErrorMessage(error).split('\n', 1)[0] ?? '';
}

function adviseOn(error: unknown, module: ConnectorModule): string {
  const message = error instanceof Error ? error.message : '';
  if (message.includes('does not provide an export') && message.includes(SDK)) {
    return `it needs ${describeSdk(module)}: install that version`;
  }
  if (message.startsWith('Cannot find package')) {
    return `install its dependencies: run npm install in ${module.packageFolder ?? 'its folder'}`;
  }
  return `correct it (run node ${module.file} to see where), or leave it out`;
}

const ranges = z.record(z.string(), z.string()).catch({});
const manifestSchema = z.looseObject({ dependencies: ranges, peerDependencies: ranges });

/** The version of the SDK that the package requires. */
function describeSdk({ packageFolder }: ConnectorModule): string {
  const file = packageFolder === undefined ? undefined : join(packageFolder, 'package.json');
  if (file === undefined || !existsSync(file)) return `another version of ${SDK}`;
  const { dependencies, peerDependencies } = manifestSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  const range = dependencies[SDK] ?? peerDependencies[SDK];
  return range === undefined ? `another version of ${SDK}` : `${SDK} ${range}`;
}
