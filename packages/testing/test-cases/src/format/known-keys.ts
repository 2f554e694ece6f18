import { isJsonObject, type JsonValue } from '@jobwright/json';
import { z } from 'zod';

/** The members that a schema knows at a path of the data. */
export function listKnownKeys(
  schema: z.core.$ZodType,
  data: JsonValue | undefined,
  path: readonly PropertyKey[],
): readonly string[] {
  const [step, ...rest] = path;
  const objects = listObjects(schema, data);
  if (step === undefined) return objects.flatMap(({ shape }) => Object.keys(shape));
  if (typeof step === 'number') {
    const inner = unwrap(schema);
    return inner instanceof z.ZodArray ? listKnownKeys(inner.element, memberOf(data, step), rest) : [];
  }
  return objects.flatMap(({ shape }) => {
    const child: unknown = shape[String(step)];
    return child instanceof z.ZodType ? listKnownKeys(child, memberOf(data, step), rest) : [];
  });
}

function memberOf(data: JsonValue | undefined, step: PropertyKey): JsonValue | undefined {
  if (Array.isArray(data)) return typeof step === 'number' ? valueAt(data, step) : undefined;
  return isJsonObject(data) ? data[String(step)] : undefined;
}

const valueAt = (list: readonly JsonValue[], index: number): JsonValue | undefined => list[index];

const unwrap = (schema: z.core.$ZodType): z.core.$ZodType =>
  schema instanceof z.ZodExactOptional || schema instanceof z.ZodNullable ? unwrap(schema.unwrap()) : schema;

/** Objects of a schema; of a union only those with the `type` of the data. */
function listObjects(schema: z.core.$ZodType, data: JsonValue | undefined): readonly z.ZodObject[] {
  const inner = unwrap(schema);
  if (inner instanceof z.ZodUnion) return inner.options.flatMap((option) => listObjects(option, data));
  if (!(inner instanceof z.ZodObject)) return [];
  const type: unknown = inner.shape['type'];
  const isOther =
    type instanceof z.ZodLiteral && !(isJsonObject(data) && type.safeParse(data['type']).success);
  return isOther ? [] : [inner];
}
