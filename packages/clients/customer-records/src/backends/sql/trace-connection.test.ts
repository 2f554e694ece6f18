import { expect, test } from 'vitest';
import { parsePostgresTarget } from '../postgres/postgres-target.ts';
import { describeStatement, describeAddress } from './trace-connection.ts';

test.each([
  ['select version from "customers" where id = $1 limit 2 for update', 'SELECT', 'customers'],
  ['select a from (select "b" from "crm"."people" where x = $1 for update) t', 'SELECT', 'crm.people'],
  ['insert into `customers` (`a`) values (?)', 'INSERT', 'customers'],
  [
    'with row as (\n update "customers" t set (a) = (select b from x)) select * from row',
    'UPDATE',
    'customers',
  ],
  ['delete from notes where id = ?', 'DELETE', 'notes'],
  ['select to_regclass($1)', 'SELECT', undefined],
  ['commit', 'COMMIT', undefined],
])('%s', (text, operation, table) => {
  expect(describeStatement(text)).toEqual({ operation, ...(table !== undefined && { table }) });
});

test('neither credentials nor options of a URL are told', () => {
  const target = parsePostgresTarget('postgres://user:pass@db.example:5433/crm?options=secret', 'model');
  expect(describeAddress(target)).toEqual({
    'server.address': 'db.example',
    'server.port': 5433,
    'db.namespace': 'crm',
  });
});
