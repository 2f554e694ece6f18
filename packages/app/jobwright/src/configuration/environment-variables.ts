import { z } from 'zod';
import { configurationSchema } from './configuration.schema.ts';
import type { Environment } from './environment.ts';
import { findNearestName } from '@jobwright/text-values';
import { listKeys } from './list-keys.ts';
import { nameOption, nameVariable } from './name-setting.ts';
import type { VariableKind } from './parse-variable.ts';
import { isWrapper, unwrapSchema } from './unwrap-schema.ts';
import './setting-metadata.ts';

/** A setting that has an environment variable, and possibly an option. */
export interface SettingVariable {
  readonly variable: string;
  /** Command-line option, such as `--http-port`. */
  readonly option?: string | undefined;
  /** Path of the setting in the configuration. */
  readonly path: readonly string[];
  readonly kind: VariableKind;
  /** Whether a change takes effect only at the next start. */
  readonly needsRestart: boolean;
}

/** Keys of a cluster that have a variable of Camunda's own clients instead, or name it among several. */
const WITHOUT_VARIABLE: readonly (string | undefined)[] = [
  'name',
  'grpcAddress',
  'restAddress',
  'saas',
  'physicalTenant',
];

/**
 * Derived from the schema: every setting that fits in a text, so not the lists of clusters and secret stores.
 */
export const settingVariables: readonly SettingVariable[] = collect(configurationSchema, []);

function collect(schema: z.core.$ZodType, path: readonly string[]): SettingVariable[] {
  const inner = unwrapSchema(schema);
  const keys = listKeys(inner);
  if (keys !== undefined) return keys.flatMap(({ key, schema: child }) => collect(child, [...path, key]));
  if (isFileOnly(inner, path)) return [];
  const meta = findMeta(schema);
  return [
    {
      variable: meta.variable ?? nameVariable(path),
      option: meta.option === true ? nameOption(path) : undefined,
      path,
      kind: findKind(inner),
      needsRestart: meta.needsRestart === true,
    },
  ];
}

/** Settings that only the file can have. */
function isFileOnly(schema: z.core.$ZodType, [section, key]: readonly string[]): boolean {
  if (schema instanceof z.ZodArray && !(unwrapSchema(schema.element) instanceof z.ZodString)) return true;
  return section === 'clusters' || (section === 'cluster' && WITHOUT_VARIABLE.includes(key));
}

/** The metadata is on the schema itself or on a schema it wraps. */
function findMeta(schema: z.core.$ZodType): z.GlobalMeta {
  const inner = isWrapper(schema) ? findMeta(schema.unwrap()) : {};
  return { ...inner, ...z.globalRegistry.get(schema) };
}

function findKind(schema: z.core.$ZodType): SettingVariable['kind'] {
  if (schema instanceof z.ZodNumber) return 'number';
  if (schema instanceof z.ZodBoolean) return 'boolean';
  if (schema instanceof z.ZodArray) {
    return z.globalRegistry.get(schema)?.partedBy === undefined ? 'list' : 'words';
  }
  if (schema instanceof z.ZodRecord) return 'json';
  if (schema instanceof z.ZodUnion) {
    const options = schema.options;
    if (options.some((option) => option instanceof z.ZodBoolean)) return 'booleanOrList';
    if (options.some((option) => option instanceof z.ZodArray)) return 'textOrList';
    if (!options.some((option) => option instanceof z.ZodNumber))
      return options.some((option) => option instanceof z.ZodRecord) ? 'textOrJson' : 'text';
    return options.some((option) => option instanceof z.ZodRecord) ? 'numberOrJson' : 'numberOrText';
  }
  return 'text';
}

/** Read before the configuration, or by the tools of this repository. */
const READ_ELSEWHERE = ['JOBWRIGHT_CONFIG', 'JOBWRIGHT_CACHE', 'JOBWRIGHT_IMAGE'];
/** Variables that Kubernetes and Docker set for a service named jobwright. */
const OF_SERVICE_LINK = /^JOBWRIGHT_(SERVICE_HOST|SERVICE_PORT\w*|PORT|PORT_\d+_\w+)$/;

/**
 * Variables that start with `JOBWRIGHT_` but are unknown, each with the one that was probably meant. A
 * misspelt rule would otherwise go unnoticed.
 */
export function listUnknownVariables(environment: Environment): readonly string[] {
  const known = [...settingVariables.map(({ variable }) => variable), ...READ_ELSEWHERE];
  return Object.keys(environment)
    .filter((name) => name.startsWith('JOBWRIGHT_') && !known.includes(name) && !OF_SERVICE_LINK.test(name))
    .sort()
    .map((name) => {
      const nearest = findNearestName(name, known, { maxDistance: 4 });
      return nearest !== undefined ? `${name} (did you mean ${nearest}?)` : name;
    });
}
