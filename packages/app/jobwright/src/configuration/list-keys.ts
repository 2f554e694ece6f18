import { z } from 'zod';
import { unwrapSchema } from './unwrap-schema.ts';

/** A key of an object, or of the options of a choice. */
export interface SchemaKey {
  readonly key: string;
  /** Of the first option that has it. */
  readonly schema: z.core.$ZodType;
  /** Of each option that has it. */
  readonly schemas: readonly z.core.$ZodType[];
  /** The options that have it, when not all do. */
  readonly options?: readonly string[];
}

/** The keys of an object, or of all options of a choice, each once. `undefined` for any other schema. */
export function listKeys(schema: z.core.$ZodType): readonly SchemaKey[] | undefined {
  const inner = unwrapSchema(schema);
  if (inner instanceof z.ZodObject) return keysOf(inner).map((each) => ({ ...each, schemas: [each.schema] }));
  if (!(inner instanceof z.ZodDiscriminatedUnion)) return undefined;
  const { discriminator } = inner.def;
  const objects = inner.options.flatMap((option) => {
    const object = unwrapSchema(option);
    return object instanceof z.ZodObject
      ? [{ object, name: nameOption(object, discriminator), keys: keysOf(object) }]
      : [];
  });
  const keys = new Map<string, SchemaKey>();
  for (const { key, schema: first } of objects.flatMap((object) => object.keys)) {
    if (keys.has(key)) continue;
    const owners = objects.filter(({ object }) => key in object.shape);
    const schemas = owners.flatMap((owner) =>
      owner.keys.flatMap((own) => (own.key === key ? [own.schema] : [])),
    );
    const options = owners.length < objects.length && { options: owners.map(({ name }) => name) };
    keys.set(key, { key, schema: first, schemas, ...options });
  }
  return [...keys.values()];
}

/** The value of the discriminator that chooses an option. */
export function nameOption(object: z.ZodObject, discriminator: string): string {
  const literal: unknown = object.shape[discriminator];
  const inner = literal instanceof z.ZodType ? unwrapSchema(literal) : undefined;
  return inner instanceof z.ZodLiteral ? String([...inner.values][0]) : '';
}

const keysOf = (object: z.ZodObject): readonly Pick<SchemaKey, 'key' | 'schema'>[] =>
  Object.entries(object.shape).flatMap(([key, schema]) =>
    schema instanceof z.ZodType ? [{ key, schema }] : [],
  );
