import type { Connector } from '@jobwright/connector-sdk';
import { z } from 'zod';
import { renderCode } from './describe-field.ts';
import { groupBy } from './group-by.ts';

/** A row of the table of outputs. */
export interface OutputRow {
  readonly path: string;
  readonly value: string;
}

/** Operations that answer the same, with what they answer. */
export interface OutputTable {
  readonly operations: readonly string[];
  readonly rows: readonly OutputRow[];
}

/** What operations answer, those with the same answer together. */
export function listOutputs({ operations }: Connector): readonly OutputTable[] {
  const tables = [...operations].map(([name, { output }]) => ({ name, rows: listRows(output) }));
  return groupBy(tables, ({ rows }) => JSON.stringify(rows)).map((same) => ({
    operations: same.map(({ name }) => name),
    rows: same[0].rows,
  }));
}

/** What is read of a JSON Schema here. */
const node = z.object({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  description: z.string().optional(),
  const: z.unknown().optional(),
  enum: z.array(z.unknown()).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).default([]),
  items: z.unknown().optional(),
  anyOf: z.array(z.unknown()).optional(),
});

type Node = z.output<typeof node>;

function listRows(output: z.ZodType): readonly OutputRow[] {
  return rowsOf(z.toJSONSchema(output, { unrepresentable: 'any', io: 'output' }), '', true);
}

function rowsOf(schema: unknown, path: string, isRequired: boolean): readonly OutputRow[] {
  const found = node.parse(schema);
  const { properties, items } = found;
  if (properties !== undefined && !isDocument(found) && (path === '' || found.description === undefined)) {
    return Object.entries(properties).flatMap(([name, child]) =>
      rowsOf(child, path === '' ? name : `${path}.${name}`, found.required.includes(name)),
    );
  }
  if (items !== undefined && found.description === undefined && node.parse(items).properties !== undefined)
    return rowsOf(items, `${path}[]`, isRequired);
  const text = [describeType(found), found.description?.replace(/\.$/, ''), listParts(found)]
    .filter((part) => part !== undefined && part !== '')
    .join(': ');
  return [{ path, value: isRequired ? text : `${text} (may be absent)` }];
}

const listParts = ({ properties, description, ...rest }: Node): string | undefined =>
  properties === undefined || description === undefined || isDocument({ properties, description, ...rest })
    ? undefined
    : Object.keys(properties).map(renderCode).join(', ');

const isDocument = ({ properties = {} }: Node): boolean => 'camunda.document.type' in properties;

const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'number',
  integer: 'number',
  boolean: 'true or false',
  object: 'map',
  null: 'null',
};

function describeType(found: Node): string {
  if (found.const !== undefined) return renderCode(found.const);
  if (found.enum !== undefined) return found.enum.map(renderCode).join(', ');
  if (isDocument(found)) return 'document reference';
  if (found.anyOf !== undefined) {
    const types = found.anyOf.map((each) => describeType(node.parse(each)));
    return [...new Set(types.filter((type) => type !== ''))].join(' or ');
  }
  if (found.items !== undefined) {
    const type = describeType(node.parse(found.items));
    return type === '' ? 'list' : `list of ${PLURALS[type] ?? type}`;
  }
  const types = typeof found.type === 'string' ? [found.type] : (found.type ?? []);
  return types.map((type) => TYPES[type] ?? type).join(' or ');
}

const PLURALS: Readonly<Record<string, string>> = {
  text: 'texts',
  number: 'numbers',
  map: 'maps',
  'document reference': 'document references',
};
