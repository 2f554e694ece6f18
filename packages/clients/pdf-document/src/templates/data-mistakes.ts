import { toPath } from '@jobwright/connector-sdk';
import { z } from 'zod';
import { isPlainObject, findNearestName } from '@jobwright/text-values';
import { describeIssue } from '../definition/switch-schema.ts';
import type { DefinitionIssue } from '../pdf-error.ts';

type Path = readonly PropertyKey[];

/** What is wrong at one place of the data. */
export interface DataMistake extends DefinitionIssue {
  readonly at: Path;
  /** The key that was probably meant, of a key that there is not. */
  readonly meant?: string | undefined;
  readonly isUnknownKey: boolean;
}

/** What a schema has against data, a mistake for each key; a key that there is not says which was meant. */
export function listMistakes(schema: z.ZodType, data: unknown): readonly DataMistake[] {
  const { error } = schema.safeParse(data);
  return (error?.issues ?? []).flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys') return [toMistake(issue)];
    const known = listKeys(schema, issue.path);
    return issue.keys.map((key): DataMistake => {
      const meant = findNearestName(key, known);
      const advice = meant === undefined ? `there is ${known.join(', ')}` : `did you mean ${meant}?`;
      const at = [...issue.path, key];
      return {
        at,
        path: toPath(['data', ...at]),
        message: `is unknown: ${advice}`,
        meant,
        isUnknownKey: true,
      };
    });
  });
}

function toMistake(issue: z.core.$ZodIssue): DataMistake {
  const path = toPath(['data', ...issue.path]);
  return { at: issue.path, path, message: describeIssue(issue), isUnknownKey: false };
}

/** The keys of the object at a path. */
function listKeys(schema: z.core.$ZodType, path: Path): readonly string[] {
  const inner = unwrap(schema);
  const [first, ...rest] = path;
  if (inner instanceof z.core.$ZodArray) return listKeys(inner._zod.def.element, rest);
  if (!(inner instanceof z.core.$ZodObject)) return [];
  const { shape } = inner._zod.def;
  if (first === undefined) return Object.keys(shape);
  const child = shape[String(first)];
  return child === undefined ? [] : listKeys(child, rest);
}

function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  return schema instanceof z.core.$ZodOptional || schema instanceof z.core.$ZodDefault
    ? unwrap(schema._zod.def.innerType)
    : schema;
}

/** The data as it may have been meant: other keys for misspelt ones, and the example for wrong values. */
export function repair(data: unknown, mistakes: readonly DataMistake[], example: unknown): unknown {
  return mistakes.reduce((repaired, { at, isUnknownKey, meant }) => {
    const [parent, key] = [at.slice(0, -1), at.at(-1)];
    if (!isUnknownKey || key === undefined) return replaceAt(repaired, at, () => findAt(example, at));
    return replaceAt(repaired, parent, (value) => {
      if (!isPlainObject(value)) return value;
      const { [String(key)]: given, ...rest } = value;
      return meant === undefined || meant in rest ? rest : { ...rest, [meant]: given };
    });
  }, data);
}

/** The example has fewer items than the data may have: its first stands for each. */
const findAt = (value: unknown, [first, ...rest]: Path): unknown => {
  if (first === undefined) return value;
  if (Array.isArray(value)) return findAt(value[0], rest);
  return isPlainObject(value) && Object.hasOwn(value, first) ? findAt(value[String(first)], rest) : undefined;
};

function replaceAt(value: unknown, [first, ...rest]: Path, replace: (old: unknown) => unknown): unknown {
  if (first === undefined) return replace(value);
  if (Array.isArray(value)) {
    return value.map((item: unknown, index) => (index === first ? replaceAt(item, rest, replace) : item));
  }
  if (!isPlainObject(value)) return value;
  return { ...value, [String(first)]: replaceAt(value[String(first)], rest, replace) };
}
