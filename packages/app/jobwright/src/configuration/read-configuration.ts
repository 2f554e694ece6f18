import { readFileSync } from 'node:fs';
import { isJsonObject } from '@jobwright/connector-sdk';
import { Option } from 'commander';
import { parseDocument } from 'yaml';
import { wrongInputError } from '../command-line/command-error.ts';
import type { Environment } from './environment.ts';
import { type Configuration, configurationSchema } from './configuration.schema.ts';
import { readJavaVariables } from './java-variables/java-variables.ts';
import { describeIssue } from './describe-issue.ts';
import { parseVariable, settingVariables } from './environment-variables.ts';

export interface ConfigurationSources {
  /** A YAML file. */
  readonly file?: string | undefined;
  /** Counts more than the file. */
  readonly environment: Environment;
  /** Options of the command line as it was parsed; they count more than the environment. */
  readonly flags?: SettingFlags;
}

/** By the names that an option has in code: `--http-port` is `httpPort`. What is no setting is left out. */
export type SettingFlags = Readonly<Record<string, unknown>>;

/**
 * The configuration of file, environment and options; each counts more than the one before it, our variables more than those
 * of the Java runtime.
 * @throws CommandError that names each setting that is wrong, and where it was made
 */
export function readConfiguration({ file, environment, flags = {} }: ConfigurationSources): Configuration {
  const given = file === undefined ? {} : readFile(file);
  const madeBy = new Map<string, string>();
  for (const { variable, path, value } of readJavaVariables(environment).settings) {
    madeBy.set(path.join('.'), variable);
    setPath(given, path, value);
  }
  for (const { variable, path, kind } of settingVariables) {
    const text = environment[variable];
    if (text === undefined) continue;
    madeBy.set(path.join('.'), variable);
    setPath(given, path, parseVariable(kind, text));
  }
  for (const { option, path, value } of listGiven(flags)) {
    madeBy.set(path.join('.'), option);
    setPath(given, path, value);
  }
  const parsed = configurationSchema.safeParse(given);
  const twofold = given['cluster'] !== undefined && given['clusters'] !== undefined;
  if (parsed.success && !twofold) return parsed.data;
  const problems = [
    ...(parsed.error?.issues.map((issue) => describeIssue(issue, madeBy)) ?? []),
    ...(twofold ? [describeTwofold(madeBy)] : []),
  ];
  const where = file === undefined ? 'The environment is wrong' : `The configuration (${file}) is wrong`;
  throw wrongInputError(`${where}: ${problems.join('; ')}`);
}

function describeTwofold(madeBy: ReadonlyMap<string, string>): string {
  const [variable = 'cluster'] = [...madeBy].flatMap(([path, name]) =>
    path.startsWith('cluster.') ? [name] : [],
  );
  return `${variable}: it applies to a single cluster, but clusters is set: set it for each entry of clusters`;
}

function listGiven(flags: SettingFlags) {
  return settingVariables.flatMap(({ option, path }) => {
    if (option === undefined) return [];
    const value = flags[new Option(option).attributeName()];
    return value === undefined ? [] : [{ option, path, value: isNone(value) ? [] : value }];
  });
}

/** `none` alone is an empty list. */
const isNone = (value: unknown): boolean => Array.isArray(value) && value.length === 1 && value[0] === 'none';

function readFile(file: string): Record<string, unknown> {
  const document = parseDocument(readText(file), { prettyErrors: true });
  const [error] = document.errors;
  if (error !== undefined)
    throw wrongInputError(`${file} is not valid YAML: ${error.message.split('\n')[0] ?? ''}`);
  const value: unknown = document.toJS({ maxAliasCount: 100 });
  if (value === null || value === undefined) return {};
  if (!isJsonObject(value)) throw wrongInputError(`${file}: expected sections such as cluster: and jobs:`);
  return { ...value };
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw wrongInputError(`Cannot read the configuration file ${file}`, { cause });
  }
}

/** Sets a value below an object; what is on the way is copied, never shared with the file. */
function setPath(target: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [key, ...rest] = path;
  if (key === undefined) return;
  if (rest.length === 0) {
    target[key] = value;
    return;
  }
  const child = target[key];
  const copy: Record<string, unknown> = isJsonObject(child) ? { ...child } : {};
  target[key] = copy;
  setPath(copy, rest, value);
}
