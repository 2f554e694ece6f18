import type { JsonObject } from '@jobwright/json';
import { readVariables } from '../../command-line/read-variables.ts';
import type { Configuration } from '../../configuration/configuration.schema.ts';
import type { Environment } from '../../configuration/environment.ts';
import { expectCamunda8 } from '../../embedded/expect-camunda8.ts';
import { readConfiguration, type SettingFlags } from '../../configuration/read-configuration.ts';
import { type DevSources, findDevSources } from './find-dev-sources.ts';

export interface DevInputOptions {
  /** Folders, modules and BPMN files. */
  readonly paths: readonly string[];
  /** Variables of the instance to start: a JSON object, or `@` and a path. */
  readonly variables: string;
  /** Options that choose the other connectors to run. */
  readonly flags: SettingFlags;
  readonly environment: Environment;
}

/** All that `jobwright dev` is given, read. */
export interface DevInput {
  readonly sources: DevSources;
  readonly variables: JsonObject;
  readonly configuration: Configuration;
}

/**
 * Finds files and reads options. It loads neither connectors nor the engine, so that a mistake is reported at
 * once.
 * @throws CommandError that says what to correct
 */
export async function readDevInput(options: DevInputOptions): Promise<DevInput> {
  const sources = findDevSources(options.paths, options.environment);
  const variables = await readVariables(options.variables);
  const configuration = readConfiguration({ environment: sources.environment, flags: options.flags });
  expectCamunda8(configuration, 'jobwright dev');
  return { sources, variables, configuration };
}
