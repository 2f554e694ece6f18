import {
  columnName,
  type DatabaseTarget,
  DatabaseUrlError,
  tableName,
  parseMysqlTarget,
  parsePostgresTarget,
} from '@jobwright/customer-records';
import { z } from 'zod';

const CONNECTION = {
  title: 'Connection URL',
  description:
    'postgres:// URL, TLS by its sslmode, or mysql:// URL, TLS by its ssl-mode; normally {{secrets.CUSTOMER_DATABASE_URL}}',
  placeholder: '{{secrets.CUSTOMER_DATABASE_URL}}',
  secret: true,
  group: 'connection',
} as const;

/** Only what a model may say: nothing of files and sockets of the machine that connects. */
const databaseUrl = (parseTarget: (url: string, author: 'model') => DatabaseTarget) =>
  z
    .string()
    .superRefine((text, issues) => {
      try {
        parseTarget(text, 'model');
      } catch (error) {
        if (!(error instanceof DatabaseUrlError)) throw error;
        issues.addIssue({ code: 'custom', message: error.message });
      }
    })
    .meta(CONNECTION);

export const postgresConnection = z.object({ url: databaseUrl(parsePostgresTarget) });

export const mysqlConnection = z.object({ url: databaseUrl(parseMysqlTarget) });

/** Which rows; the same for every kind of database. */
export const tableInputs = {
  table: tableName.default('customers').meta({
    title: 'Table',
    description: 'Name of the table, with its schema where it needs one',
    group: 'customer',
  }),
  keyColumn: columnName.default('id').meta({
    title: 'Key column',
    description: 'Column that identifies a customer',
    group: 'customer',
  }),
  versionColumn: columnName.default('version').meta({
    title: 'Version column',
    description: 'Whole number that goes up by one with each change',
    group: 'advanced',
  }),
};

/** What operations that write a row may be told besides. */
export const rowInputs = {
  jsonColumns: z
    .enum(['merge', 'replace'])
    .default('replace')
    .meta({
      title: 'JSON columns',
      description: 'What an object does to a column of JSON',
      choices: { merge: 'Merge into it (RFC 7396)', replace: 'Replace it' },
      value: 'merge',
      group: 'advanced',
    }),
  outboxTopic: z
    .preprocess(
      (value) => (value === null || value === '' ? undefined : value),
      z.string().max(255).optional(),
    )
    .meta({
      title: 'Outbox topic',
      description: 'Writes a row of jobwright_outbox with this topic in the same transaction. Empty: none',
      group: 'advanced',
    }),
};
