import { readFileSync } from 'node:fs';
import { isJsonObject } from '@jobwright/json';
import { Option } from 'commander';
import { parseDocument } from 'yaml';
import { wrongInputError } from '../command-line/command-error.ts';
import type { Environment } from './environment.ts';
import { type Configuration, configurationSchema } from './configuration.schema.ts';
import { readJavaVariables } from './java-variables/java-variables.ts';
import { describeIssue } from './describe-issue.ts';
import { settingVariables } from './environment-variables.ts';
import { parseVariable } from './parse-variable.ts';

export interface ConfigurationSources {
  /** A YAML file. */
  readonly file?: string | undefined;
  /** Overrides the file. */
  readonly environment: Environment;
  /** Parsed options of the command line. They override the environment. */
  readonly flags?: SettingFlags;
}

/** Options by their names in code: `--http-port` is `httpPort`. Options that are not settings are ignored. */
export type SettingFlags = Readonly<Record<string, unknown>>;

/**
 * Reads the configuration from file, environment and options. Each overrides the one before it, and our
 * variables override those of the Java runtime.
 * @throws CommandError that names each wrong setting and where it was set
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

/** `none` on its own means an empty list. */
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

/** Sets a value at a path, copying the objects on it: they are never shared with the file. */
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
