import { z } from 'zod';

/** The part of a JSON schema, as OpenAPI 3.0 and 3.1 have it, that types come from. */
export interface SchemaNode {
  readonly type?: string | readonly string[] | undefined;
  readonly nullable?: boolean | undefined;
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly properties?: Readonly<Record<string, SchemaNode>> | undefined;
  readonly required?: readonly string[] | undefined;
  readonly additionalProperties?: unknown;
  readonly items?: SchemaNode | undefined;
  readonly enum?: readonly unknown[] | undefined;
  readonly const?: unknown;
  readonly allOf?: readonly SchemaNode[] | undefined;
  readonly oneOf?: readonly SchemaNode[] | undefined;
  readonly anyOf?: readonly SchemaNode[] | undefined;
  readonly minLength?: number | undefined;
  readonly maxLength?: number | undefined;
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
  readonly minItems?: number | undefined;
  readonly maxItems?: number | undefined;
}

/** `true` as a schema allows anything. */
export const schemaNode: z.ZodType<SchemaNode> = z.lazy(() =>
  z.union([
    z.boolean().transform(() => ({})),
    z.looseObject({
      type: z.union([z.string(), z.array(z.string())]).optional(),
      nullable: z.boolean().optional(),
      title: z.string().optional(),
      description: z.string().optional(),
      properties: z.record(z.string(), schemaNode).optional(),
      required: z.array(z.string()).optional().catch(undefined),
      items: schemaNode.optional(),
      enum: z.array(z.unknown()).optional(),
      allOf: z.array(schemaNode).optional(),
      oneOf: z.array(schemaNode).optional(),
      anyOf: z.array(schemaNode).optional(),
      minLength: z.number().optional(),
      maxLength: z.number().optional(),
      minimum: z.number().optional(),
      maximum: z.number().optional(),
      minItems: z.number().optional(),
      maxItems: z.number().optional(),
    }),
  ]),
);

export interface ObjectShape {
  readonly properties: Readonly<Record<string, SchemaNode>>;
  readonly required: ReadonlySet<string>;
  readonly isOpen: boolean;
}

/** The properties of an object, those of `allOf` laid together; `undefined` when it is none or has none. */
export function objectShapeOf(node: SchemaNode): ObjectShape | undefined {
  if (node.oneOf !== undefined || node.anyOf !== undefined) return undefined;
  const parts = (node.allOf ?? []).map(objectShapeOf);
  if (parts.some((part) => part === undefined)) return undefined;
  const properties = Object.fromEntries([
    ...parts.flatMap((part) => Object.entries(part?.properties ?? {})),
    ...Object.entries(node.properties ?? {}),
  ]);
  if (Object.keys(properties).length === 0) return undefined;
  const required = new Set([
    ...parts.flatMap((part) => [...(part?.required ?? [])]),
    ...(node.required ?? []),
  ]);
  const { additionalProperties } = node;
  const isOpen = additionalProperties !== undefined && additionalProperties !== false;
  return { properties, required, isOpen };
}

/** Its types without `null`, and whether it may be `null`. */
export function typesOf(node: SchemaNode): { readonly types: readonly string[]; readonly nullable: boolean } {
  const all = typeof node.type === 'string' ? [node.type] : (node.type ?? []);
  const nullable = node.nullable === true || all.includes('null') || (node.enum?.includes(null) ?? false);
  return { types: all.filter((type) => type !== 'null'), nullable };
}
