import { z } from 'zod';
import { configurationSchema } from './configuration.schema.ts';
import { describeValues } from './describe-values.ts';
import { javaVariables } from './java-variables/java-variables.ts';
import { type SettingVariable, settingVariables } from './environment-variables.ts';
import { listKeys, nameOption } from './list-keys.ts';
import { isWrapper, unwrapSchema } from './unwrap-schema.ts';

/** One setting, for generated documentation. */
export interface Setting {
  /**
   * For example `jobs.maxConcurrent`. `[]` marks entries of a list, `*` keys of the user's own, `(name)` the
   * options of a choice.
   */
  readonly key: string;
  readonly description: string;
  /** The values it takes, in words. */
  readonly values: string;
  /** Default value as JSON, or `undefined` if there is none. */
  readonly default: string | undefined;
  readonly isRequired: boolean;
  readonly variable: string | undefined;
  /** Command-line option. */
  readonly option: string | undefined;
  /** Variables of the Java connector runtime. */
  readonly javaVariables: readonly string[];
}

/** Lists all settings in the order of the schema. */
export const listSettings = (): readonly Setting[] => collect(configurationSchema, []);

function collect(schema: z.core.$ZodType, path: readonly string[], schemas = [schema]): Setting[] {
  const inner = unwrapSchema(schema);
  if (inner instanceof z.ZodObject || path.join('.') === 'cluster') return collectKeys(inner, path);
  if (inner instanceof z.ZodDiscriminatedUnion) return collectChoice(schema, inner, path);
  const own = describeSetting(schema, path, schemas);
  if (path.join('.') === 'clusters') return [{ ...own, values: 'list of sections like `cluster`' }];
  if (inner instanceof z.ZodArray && unwrapSchema(inner.element) instanceof z.ZodDiscriminatedUnion) {
    const each = [...path.slice(0, -1), `${path.at(-1) ?? ''}[]`];
    return [{ ...own, values: 'list of sections' }, ...collect(inner.element, each)];
  }
  if (inner instanceof z.ZodRecord && unwrapSchema(inner.valueType) instanceof z.ZodObject) {
    return [{ ...own, values: 'table of sections' }, ...collect(inner.valueType, [...path, '*'])];
  }
  return [own];
}

/** A key that only some kinds have says so. */
const collectKeys = (schema: z.core.$ZodType, path: readonly string[]): Setting[] =>
  (listKeys(schema) ?? []).flatMap(({ key, schema: child, schemas, options }) =>
    collect(child, [...path, key], [...schemas]).map((setting) =>
      options === undefined
        ? setting
        : { ...setting, description: `${setting.description} (${options.join(', ')})` },
    ),
  );

/** The key that chooses, and the keys of each option. */
function collectChoice(
  schema: z.core.$ZodType,
  { options, def: { discriminator } }: z.ZodDiscriminatedUnion,
  path: readonly string[],
): Setting[] {
  const objects = options.map(unwrapSchema).filter((option) => option instanceof z.ZodObject);
  const literals = objects.flatMap(({ shape }): z.core.$ZodType[] => {
    const literal: unknown = shape[discriminator];
    return literal instanceof z.ZodType ? [literal] : [];
  });
  const choice = describeSetting(schema, [...path, discriminator], literals);
  const others = objects.flatMap((object) => {
    const name = nameOption(object, discriminator);
    const last = `${path.at(-1) ?? ''}(${name})`;
    return collect(object, [...path.slice(0, -1), last]).filter(
      ({ key }) => !key.endsWith(`(${name}).${discriminator}`),
    );
  });
  return [choice, ...others];
}

function describeSetting(
  schema: z.core.$ZodType,
  path: readonly string[],
  schemas: readonly z.core.$ZodType[],
): Setting {
  const key = path.join('.');
  const named = findVariable(path);
  const restart = named?.needsRestart === true ? '; a change needs a restart' : '';
  const fallback = findDefault(schema);
  return {
    key,
    description: `${findDescription(schema) ?? ''}${restart}`,
    values: describeValues(schemas),
    default: fallback === undefined ? undefined : JSON.stringify(fallback),
    isRequired: !isWrapper(schema) && !(unwrapSchema(schema) instanceof z.ZodUnknown),
    variable: named?.variable,
    option: named?.option,
    javaVariables: javaVariables.flatMap((java) => (isBelow(java.path, path) ? [java.variable] : [])),
  };
}

function findVariable(path: readonly string[]): SettingVariable | undefined {
  const plain = path.map(withoutChoice).join('.');
  return settingVariables.find((setting) => setting.path.join('.') === plain);
}

const isBelow = (path: readonly string[], parent: readonly string[]): boolean =>
  parent.length > 0 && parent.every((step, index) => path[index] === withoutChoice(step));

const withoutChoice = (step: string): string => step.replace(/\(.*\)$/, '');

const findDescription = (schema: z.core.$ZodType): string | undefined =>
  z.globalRegistry.get(schema)?.description ??
  (isWrapper(schema) ? findDescription(schema.unwrap()) : undefined);

const findDefault = (schema: z.core.$ZodType): unknown => {
  if (schema instanceof z.ZodDefault) return schema.def.defaultValue;
  return isWrapper(schema) ? findDefault(schema.unwrap()) : undefined;
};
