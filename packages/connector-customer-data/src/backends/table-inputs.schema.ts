import { z } from 'zod';
import { columnName, tableName } from './sql/identifier.ts';

/** An @ or # behind the host means that a password with special characters was cut in two. */
const isDatabaseUrl = (text: string, protocols: RegExp): boolean => {
  if (!protocols.test(text) || !URL.canParse(text)) return false;
  const { pathname, search, hash } = new URL(text);
  return hash === '' && !pathname.includes('@') && !search.includes('@');
};

const ENCODE = 'write special characters of user and password as %XX';
const CONNECTION = {
  title: 'Connection URL',
  description:
    'postgres:// URL, TLS by its sslmode, or mysql:// URL, TLS by its ssl-mode; normally {{secrets.CUSTOMER_DATABASE_URL}}',
  placeholder: '{{secrets.CUSTOMER_DATABASE_URL}}',
  secret: true,
  group: 'connection',
} as const;

const TLS_MODES = ['disabled', 'required', 'verify-ca', 'verify-identity'];

/** What a MySQL URL may say, by the names that MySQL's own clients have. */
function isMysqlUrl(text: string): boolean {
  if (!isDatabaseUrl(text, /^(mysql|mariadb):\/\/\S+$/)) return false;
  const { searchParams, pathname } = new URL(text);
  const mode = searchParams.get('ssl-mode');
  return (
    pathname.length > 1 &&
    [...searchParams.keys()].every((name) => name === 'ssl-mode' || name === 'ssl-ca') &&
    (mode === null || TLS_MODES.includes(mode))
  );
}

export const postgresConnection = z.object({
  url: z
    .string()
    .refine(
      (text) => isDatabaseUrl(text, /^postgres(ql)?:\/\/\S+$/),
      `Expected a URL such as postgres://user:password@host:5432/database; ${ENCODE}`,
    )
    .meta(CONNECTION),
});

export const mysqlConnection = z.object({
  url: z
    .string()
    .refine(
      isMysqlUrl,
      `Expected a URL such as mysql://user:password@host:3306/database?ssl-mode=verify-identity, with ssl-mode (${TLS_MODES.join(', ')}) and ssl-ca only; ${ENCODE}`,
    )
    .meta(CONNECTION),
});

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
    group: 'customer',
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
      group: 'changes',
    }),
  outboxTopic: z
    .preprocess(
      (value) => (value === null || value === '' ? undefined : value),
      z.string().max(255).optional(),
    )
    .meta({
      title: 'Outbox topic',
      description: 'Writes a row of jobwright_outbox with this topic in the same transaction. Empty: none',
      group: 'audit',
    }),
};
