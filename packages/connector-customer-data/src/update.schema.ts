import { z } from 'zod';
import { columnName, tableName } from './identifier.ts';

const key = z.union([z.string().min(1), z.int(), z.bigint()], { error: 'Expected a text or a whole number' });
const version = z.union([z.int(), z.string().regex(/^\d+$/).transform(Number)], {
  error: 'Expected a whole number; leave it out to update whatever the version is',
});

/** An @ or # behind the host means that a password with special characters was cut in two. */
function isDatabaseUrl(text: string): boolean {
  if (!/^postgres(ql)?:\/\/\S+$/.test(text) || !URL.canParse(text)) return false;
  const { pathname, search, hash } = new URL(text);
  return hash === '' && !pathname.includes('@') && !search.includes('@');
}

const request = z.object({
  connection: z
    .object({
      url: z
        .string()
        .refine(
          isDatabaseUrl,
          'Expected a URL such as postgres://user:password@host:5432/database; write special characters of user and password as %XX',
        )
        .meta({
          title: 'Connection URL',
          description: 'postgres:// URL, TLS by its sslmode; normally {{secrets.CUSTOMER_DATABASE_URL}}',
          placeholder: '{{secrets.CUSTOMER_DATABASE_URL}}',
          secret: true,
        }),
    })
    .meta({ group: 'connection' }),
  table: tableName.default('customers').meta({
    title: 'Table',
    description: 'Name of the table, with its schema where it needs one',
    group: 'customer',
  }),
  keyColumn: columnName
    .default('id')
    .meta({ title: 'Key column', description: 'Column that identifies a customer', group: 'customer' }),
  key: key.meta({
    title: 'Key',
    description: 'Value of the key column of the customer to update',
    group: 'customer',
  }),
  changes: z.record(z.string(), z.unknown()).meta({
    title: 'Changes',
    description: 'Context of column to new value; columns that are left out keep theirs',
    group: 'changes',
    multiline: true,
    placeholder: '={status: "active"}',
  }),
  versionColumn: columnName.default('version').meta({
    title: 'Version column',
    description: 'Whole number that goes up by one with each update',
    group: 'changes',
  }),
  expectedVersion: version.optional().meta({
    title: 'Expected version',
    description: 'Update only if the row still has this version',
    group: 'changes',
  }),
});

export const updateInput = request.superRefine(({ changes, keyColumn, versionColumn }, check) => {
  const columns = Object.keys(changes);
  const reject = (message: string, ...path: string[]): void =>
    check.addIssue({ code: 'custom', message, path: ['changes', ...path] });
  if (columns.length === 0) reject('Expected at least one column to change');
  for (const column of columns) {
    const name = columnName.safeParse(column);
    if (!name.success) reject(name.error.issues[0]?.message ?? 'Expected a column name', column);
    else if (column === keyColumn) reject('The key column cannot be changed', column);
    else if (column === versionColumn) reject('The version column is counted up by the connector', column);
  }
});

export const updateOutput = z.object({
  key: key.describe('As in the input'),
  version: z.int().describe('The version after the update'),
  previous: z.record(z.string(), z.unknown()).describe('The changed columns as they were'),
  updated: z.record(z.string(), z.unknown()).describe('The changed columns as they are now'),
  replayed: z.boolean().describe('Whether an earlier delivery of the same job had made the update'),
});

export type UpdateInput = z.output<typeof updateInput>;
export type UpdateOutput = z.output<typeof updateOutput>;
