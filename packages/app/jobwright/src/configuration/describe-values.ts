import { z } from 'zod';

/** The part of a JSON Schema that says which values there are. */
const shape = z.object({
  type: z.string().optional(),
  const: z.unknown().optional(),
  enum: z.array(z.unknown()).optional(),
  format: z.string().optional(),
  minimum: z.number().optional(),
  exclusiveMinimum: z.number().optional(),
  maximum: z.number().max(1_000_000_000).optional().catch(undefined),
  items: z.record(z.string(), z.unknown()).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  additionalProperties: z.unknown().optional(),
  anyOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
});
type Shape = z.output<typeof shape>;

/** The values that a setting takes, in words: `auto`, `on`, or whole number from 1. */
export function describeValues(schemas: readonly z.core.$ZodType[]): string {
  const all = schemas.flatMap((schema) => listValues(z.toJSONSchema(schema, { io: 'input' })));
  return joinWords([...new Set(all)]);
}

function listValues(given: unknown): readonly string[] {
  const schema = shape.parse(given);
  if (schema.enum !== undefined) return schema.enum.map(quote);
  if ('const' in schema) return [quote(schema.const)];
  const choice = schema.anyOf ?? schema.oneOf;
  return choice === undefined ? [describeType(schema)] : choice.flatMap(listValues);
}

function describeType(schema: Shape): string {
  switch (schema.type) {
    case 'boolean':
      return '`true` or `false`';
    case 'integer':
      return `whole number${describeRange(schema)}`;
    case 'number':
      return `number${describeRange(schema)}`;
    case 'array':
      return `list of ${joinWords(listValues(schema.items ?? {}))}`;
    case 'object':
      return describeObject(schema);
    case 'string':
      return schema.format === 'uri' ? 'URL' : 'text';
    default:
      return 'anything';
  }
}

function describeRange({ minimum, exclusiveMinimum, maximum }: Shape): string {
  const from = minimum !== undefined ? ` from ${minimum}` : '';
  const above = exclusiveMinimum !== undefined ? ` above ${exclusiveMinimum}` : '';
  return `${from}${above}${maximum !== undefined ? ` to ${maximum}` : ''}`;
}

/** Objects are tables by keys of the user's own, or ways to write a value, such as `{ env }`. */
function describeObject({ properties = {}, additionalProperties }: Shape): string {
  const keys = Object.keys(properties);
  if (keys.length > 0) return `\`{ ${keys.join(', ')} }\``;
  return `table of ${joinWords(listValues(additionalProperties ?? {}))}`;
}

const quote = (value: unknown): string => `\`${String(value)}\``;

const joinWords = (words: readonly string[]): string => {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} or ${last}`;
};
