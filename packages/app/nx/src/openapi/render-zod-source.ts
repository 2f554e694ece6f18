import { type SchemaNode, objectShapeOf, typesOf } from './schema-node.ts';
import { renderJson, renderKey, renderText } from './source-text.ts';

/** Inputs are checked as the document says; of answers only the types, since services add values. */
export type Direction = 'input' | 'output';

/** Zod source for a JSON schema. What has no counterpart is `z.unknown()`. */
export function renderZodSource(node: SchemaNode, direction: Direction): string {
  const { nullable } = typesOf(node);
  const source = renderBase(node, direction);
  return nullable && source !== 'z.unknown()' && source !== 'z.null()' ? `${source}.nullable()` : source;
}

/** A property with what a modeler reads; objects are laid flat there, so only their leaves are labelled. */
export function renderField(name: string, node: SchemaNode, { required, direction }: FieldOptions): string {
  const optional = required ? '' : '.optional()';
  const source = `${renderZodSource(node, direction)}${optional}`;
  if (direction === 'output') {
    return node.description === undefined ? source : `${source}.describe(${renderText(node.description)})`;
  }
  if (objectShapeOf(node) !== undefined) return source;
  const description = node.description === undefined ? '' : `, description: ${renderText(node.description)}`;
  return `${source}.meta({ title: ${renderText(node.title ?? titleOf(name))}${description} })`;
}

export interface FieldOptions {
  readonly required: boolean;
  readonly direction: Direction;
}

function renderBase(node: SchemaNode, direction: Direction): string {
  const shape = objectShapeOf(node);
  if (shape !== undefined) {
    const fields = Object.entries(shape.properties).map(
      ([name, child]) =>
        `${renderKey(name)}: ${renderField(name, child, { required: shape.required.has(name), direction })}`,
    );
    return `z.${shape.isOpen ? 'looseObject' : 'object'}({ ${fields.join(', ')} })`;
  }
  const options = node.oneOf ?? node.anyOf;
  if (options !== undefined) return renderUnion(options.map((option) => renderZodSource(option, direction)));
  if (node.allOf?.length === 1 && node.allOf[0] !== undefined)
    return renderZodSource(node.allOf[0], direction);
  if (node.allOf !== undefined) return 'z.unknown()';
  if (node.const !== undefined && isLiteral(node.const)) return `z.literal(${renderJson(node.const)})`;
  const values = node.enum?.filter((value) => value !== null);
  if (values !== undefined && values.length > 0 && values.every(isLiteral) && direction === 'input') {
    return `z.literal(${renderJson(values)})`;
  }
  return renderUnion(typesOf(node).types.map((type) => renderScalar(type, node, direction)));
}

function renderScalar(type: string, node: SchemaNode, direction: Direction): string {
  const limit = (name: string, value: number | undefined): string =>
    value === undefined || direction === 'output' ? '' : `.${name}(${value})`;
  switch (type) {
    case 'string':
      return `z.string()${limit('min', node.minLength)}${limit('max', node.maxLength)}`;
    case 'number':
      return `z.number()${limit('min', node.minimum)}${limit('max', node.maximum)}`;
    case 'integer': {
      const range = `${limit('min', node.minimum)}${limit('max', node.maximum)}`;
      return range === '' ? 'z.union([z.int(), z.bigint()])' : `z.int()${range}`;
    }
    case 'boolean':
      return 'z.boolean()';
    case 'array':
      return `z.array(${renderZodSource(node.items ?? {}, direction)})${limit('min', node.minItems)}${limit('max', node.maxItems)}`;
    case 'object':
      return 'z.record(z.string(), z.unknown())';
    case 'null':
      return 'z.null()';
    default:
      return 'z.unknown()';
  }
}

function renderUnion(sources: readonly string[]): string {
  const [first, ...others] = [...new Set(sources)];
  if (first === undefined) return 'z.unknown()';
  if (others.length === 0) return first;
  return [first, ...others].includes('z.unknown()')
    ? 'z.unknown()'
    : `z.union([${[first, ...others].join(', ')}])`;
}

const isLiteral = (value: unknown): value is string | number | boolean =>
  ['string', 'number', 'boolean'].includes(typeof value);

export function titleOf(name: string): string {
  const words = name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/[_\-.\s]+/g, ' ')
    .trim()
    .toLowerCase();
  return words === '' ? name : words.charAt(0).toUpperCase() + words.slice(1);
}
