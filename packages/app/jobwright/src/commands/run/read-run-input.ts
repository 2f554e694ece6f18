import { stat } from 'node:fs/promises';
import { relative } from 'node:path';
import type { JsonObject } from '@jobwright/json';
import { glob } from 'tinyglobby';
import { wrongInputError } from '../../command-line/command-error.ts';
import { readText, readVariables } from '../../command-line/read-variables.ts';
import type { Configuration } from '../../configuration/configuration.schema.ts';
import type { Environment } from '../../configuration/environment.ts';
import { readConfiguration, type SettingFlags } from '../../configuration/read-configuration.ts';
import { expectCamunda8 } from '../../embedded/expect-camunda8.ts';
import { findRunResources, type RunResource } from './find-run-resources.ts';
import { type Completions, readCompletions } from './read-completions.ts';

export interface RunInputOptions {
  readonly file: string;
  /** A JSON object, or `@` and a path. */
  readonly variables: string;
  /**
   * Files, folders and patterns to deploy with it. Default: decisions and forms beside it, if the process
   * refers to any.
   */
  readonly resources: readonly string[] | undefined;
  /** User tasks to complete: `id={"ok": true}`. */
  readonly complete: readonly string[];
  readonly flags: SettingFlags;
  readonly environment: Environment;
}

/** All that a run is given, read. */
export interface RunInput {
  readonly configuration: Configuration;
  readonly variables: JsonObject;
  readonly content: string;
  /** Deployed together with it. */
  readonly others: readonly RunResource[];
  readonly completions: Completions;
}

/**
 * Reads files and options. It loads neither connectors nor the engine, so that a mistake is reported at once.
 * @throws CommandError that says what to correct
 */
export async function readRunInput(options: RunInputOptions): Promise<RunInput> {
  const { file, flags, environment } = options;
  const configuration = readConfiguration({ environment, flags });
  expectCamunda8(configuration, 'jobwright run');
  const variables = await readVariables(options.variables);
  await refuseFolder(file);
  const content = await readText(file);
  const others = await findRunResources(file, { content, given: options.resources });
  const models = [content, ...others.map((other) => other.content)];
  const completions = await readCompletions(options.complete, models);
  return { configuration, variables, content, others, completions };
}

const MAX_SHOWN = 5;

async function refuseFolder(path: string): Promise<void> {
  const facts = await stat(path).catch(() => undefined);
  if (facts?.isDirectory() !== true) return;
  const files = await glob('*.bpmn', { cwd: path, absolute: true });
  const shown = files.sort().slice(0, MAX_SHOWN);
  const hint =
    shown.length === 0
      ? 'e.g. order.bpmn'
      : `e.g. ${shown.map((file) => relative(process.cwd(), file)).join(', ')}`;
  throw wrongInputError(`${path} is a folder: give a BPMN file, ${hint}`);
}
