import { readFileSync } from 'node:fs';
import { isJsonObject } from '@jobwright/connector-sdk';
import { closest, distance } from 'fastest-levenshtein';
import { parseDocument } from 'yaml';
import { z } from 'zod';
import { toWrongInput } from '../command-line/command-error.ts';
import type { Environment } from './environment.ts';
import { type Configuration, configurationSchema } from './configuration.schema.ts';
import { readJavaVariables } from './java-variables.ts';
import { unwrapSchema } from './unwrap-schema.ts';
import { parseVariable, settingVariables } from './environment-variables.ts';

export interface ConfigurationSources {
  /** A YAML file. */
  readonly file?: string | undefined;
  /** Counts more than the file. */
  readonly environment: Environment;
}

/**
 * The configuration of the file and the environment; a variable counts more than the file, ours more than the Java runtime's.
 * @throws CommandError that names each setting that is wrong, and where it was made
 */
export function readConfiguration({ file, environment }: ConfigurationSources): Configuration {
  const given = file === undefined ? {} : readFile(file);
  const fromVariables = new Map<string, string>();
  for (const { variable, path, value } of readJavaVariables(environment).settings) {
    fromVariables.set(path.join('.'), variable);
    setPath(given, path, value);
  }
  for (const { variable, path, kind } of settingVariables) {
    const text = environment[variable];
    if (text === undefined) continue;
    fromVariables.set(path.join('.'), variable);
    setPath(given, path, parseVariable(kind, text));
  }
  const parsed = configurationSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => toProblem(issue, fromVariables));
  const where = file === undefined ? 'The environment is wrong' : `The configuration (${file}) is wrong`;
  throw toWrongInput(`${where}: ${problems.join('; ')}`);
}

function readFile(file: string): Record<string, unknown> {
  const document = parseDocument(readText(file), { prettyErrors: true });
  const [error] = document.errors;
  if (error !== undefined) throw toWrongInput(`${file} is no YAML: ${error.message.split('\n')[0] ?? ''}`);
  const value: unknown = document.toJS({ maxAliasCount: 100 });
  if (value === null || value === undefined) return {};
  if (!isJsonObject(value)) throw toWrongInput(`${file}: expected sections such as cluster: and jobs:`);
  return { ...value };
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw toWrongInput(`The configuration file ${file} cannot be read`, { cause });
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

/** Values are not repeated: some are credentials. */
function toProblem(issue: z.core.$ZodIssue, fromVariables: ReadonlyMap<string, string>): string {
  const path = issue.path.join('.');
  if (issue.code === 'unrecognized_keys') return describeUnknown(issue.keys, issue.path);
  const name = fromVariables.get(path) ?? (path === '' ? 'configuration' : path);
  return `${name}: ${issue.message}`;
}

/** Farther apart than this, two names are not the same one mistyped. */
const MAX_DISTANCE = 4;

function describeUnknown(keys: readonly string[], path: readonly PropertyKey[]): string {
  const known = listKeys(path);
  return keys
    .map((key) => {
      const full = [...path, key].join('.');
      const nearest = known.length === 0 ? undefined : closest(key, known);
      const isNear =
        nearest !== undefined && distance(key.toLowerCase(), nearest.toLowerCase()) <= MAX_DISTANCE;
      return isNear ? `unknown key ${full}, did you mean ${nearest}?` : `unknown key ${full}`;
    })
    .join('; ');
}

/** Keys the schema knows at a path, over all options of a union. */
function listKeys(path: readonly PropertyKey[]): string[] {
  let schemas: readonly z.core.$ZodType[] = [configurationSchema];
  for (const step of path) schemas = schemas.flatMap((schema) => childrenOf(schema, step));
  return schemas.flatMap((schema) => toObjects(schema).flatMap(({ shape }) => Object.keys(shape)));
}

const childrenOf = (schema: z.core.$ZodType, step: PropertyKey): readonly z.core.$ZodType[] => {
  if (typeof step === 'number') {
    const inner = unwrapSchema(schema);
    return inner instanceof z.ZodArray ? [inner.element] : [];
  }
  return toObjects(schema).flatMap(({ shape }) => {
    const child: unknown = shape[String(step)];
    return child instanceof z.ZodType ? [child] : [];
  });
};

function toObjects(schema: z.core.$ZodType): readonly z.ZodObject[] {
  const inner = unwrapSchema(schema);
  if (inner instanceof z.ZodObject) return [inner];
  if (inner instanceof z.ZodUnion) return inner.options.flatMap((option) => toObjects(option));
  return [];
}
