import { z } from 'zod';
import { unwrapSchema } from './unwrap-schema.ts';

/** A key of an object, or of the options of a choice. */
export interface SchemaKey {
  readonly key: string;
  readonly schema: z.core.$ZodType;
  /** The options that have it, when not all do. */
  readonly options?: readonly string[];
}

/** The keys of an object, or of all options of a choice, each once. `undefined` for any other schema. */
export function listKeys(schema: z.core.$ZodType): readonly SchemaKey[] | undefined {
  const inner = unwrapSchema(schema);
  if (inner instanceof z.ZodObject) return keysOf(inner);
  if (!(inner instanceof z.ZodDiscriminatedUnion)) return undefined;
  const { discriminator } = inner.def;
  const objects = inner.options.flatMap((option) => {
    const object = unwrapSchema(option);
    return object instanceof z.ZodObject ? [{ object, name: nameOption(object, discriminator) }] : [];
  });
  const keys = new Map<string, SchemaKey>();
  for (const { object } of objects) {
    for (const each of keysOf(object)) {
      const owners = objects.filter((other) => each.key in other.object.shape).map(({ name }) => name);
      const options = owners.length < objects.length && { options: owners };
      if (!keys.has(each.key)) keys.set(each.key, { ...each, ...options });
    }
  }
  return [...keys.values()];
}

/** The value of the discriminator that chooses an option. */
export function nameOption(object: z.ZodObject, discriminator: string): string {
  const literal: unknown = object.shape[discriminator];
  const inner = literal instanceof z.ZodType ? unwrapSchema(literal) : undefined;
  return inner instanceof z.ZodLiteral ? String([...inner.values][0]) : '';
}

const keysOf = (object: z.ZodObject): readonly SchemaKey[] =>
  Object.entries(object.shape).flatMap(([key, schema]) =>
    schema instanceof z.ZodType ? [{ key, schema }] : [],
  );
