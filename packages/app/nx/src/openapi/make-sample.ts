import { type SchemaNode, objectShapeOf, typesOf } from './schema-node.ts';

const DEPTH = 6;
/** A document may ask for more than anybody wants in a test. */
const MAX_LENGTH = 1_000;
const MAX_ITEMS = 10;

/** A small value that a schema allows, for tests: required properties only. */
export function makeSample(node: SchemaNode, depth = 0): unknown {
  const shape = objectShapeOf(node);
  if (shape !== undefined) {
    const names = Object.keys(shape.properties).filter((name) => shape.required.has(name));
    return Object.fromEntries(
      names.map((name) => [name, makeSample(shape.properties[name] ?? {}, depth + 1)]),
    );
  }
  if (node.const !== undefined) return node.const;
  const value = node.enum?.find((each) => each !== null);
  if (value !== undefined) return value;
  const [option] = node.oneOf ?? node.anyOf ?? node.allOf ?? [];
  if (option !== undefined) return makeSample(option, depth);
  switch (typesOf(node).types[0]) {
    case 'string':
      return 'text'
        .padEnd(Math.min(node.minLength ?? 0, MAX_LENGTH), 't')
        .slice(0, node.maxLength ?? undefined);
    case 'integer':
      return Math.ceil(sampleNumber(node));
    case 'number':
      return sampleNumber(node);
    case 'boolean':
      return true;
    case 'array':
      return depth > DEPTH
        ? []
        : Array.from({ length: sampleLength(node) }, () => makeSample(node.items ?? {}, depth + 1));
    case 'object':
      return {};
    default:
      return null;
  }
}

const sampleLength = ({ minItems = 0, maxItems = 1 }: SchemaNode): number =>
  Math.max(Math.min(minItems, MAX_ITEMS), Math.min(Math.max(maxItems, 0), 1));

const sampleNumber = ({ minimum = 1, maximum = Math.max(minimum, 1) }: SchemaNode): number =>
  Math.min(Math.max(1, minimum), maximum);
