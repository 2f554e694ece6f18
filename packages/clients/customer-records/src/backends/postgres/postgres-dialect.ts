import { stringifyExactJson, stringifyJson } from '@jobwright/json';
import { RecordError } from '../../record-failure.ts';
import { quoteName, quoteTable } from '../sql/identifier.ts';
import type { SqlDialect } from '../sql/sql-dialect.ts';
import { parseSqlRow } from '../sql/parse-sql-row.ts';
import { runInTransaction } from './postgres-client.ts';
import { listPostgresColumns } from './postgres-columns.ts';
import { hasSqlState } from './postgres-errors.ts';
import { nameRefusedColumns, refusedKey } from './postgres-refusals.ts';
import { toPostgresValues } from './postgres-values.ts';

/** PostgreSQL turns JSON into the types of the columns, and rows into JSON. */
export const postgresDialect: SqlDialect = {
  runInTransaction,

  listColumns: listPostgresColumns,

  async selectRows(session, { table, versionColumn }, { where, value, columns, lock }) {
    const selected = [...new Set([...columns, versionColumn])].map(quoteName).join(', ');
    const rows = await session
      .query(
        `select jobwright_row.${quoteName(versionColumn)}::text as version, row_to_json(jobwright_row)::text as columns
       from (select ${selected} from ${quoteTable(table)} where ${quoteName(where)} = $1 limit 2${lock ? ' for update' : ''}) jobwright_row`,
        [value],
      )
      .catch((error: unknown) => {
        throw refusedKey(error, where);
      });
    return rows.map((row) => parseSqlRow(row, columns, table));
  },

  async insertRow(session, { table, keyColumn, versionColumn }, { values, types }) {
    const names = Object.keys(values).map(quoteName);
    const written = toPostgresValues(values, types);
    const [row] = await session
      .query(
        `insert into ${quoteTable(table)} as jobwright_target (${names.join(', ')})
         select ${names.map((name) => `jobwright_values.${name}`).join(', ')}
         from jsonb_populate_record(null::${quoteTable(table)}, $1::jsonb) jobwright_values
         on conflict (${quoteName(keyColumn)}) do nothing
         returning ${quoteName(versionColumn)}::text as version, row_to_json(jobwright_target)::text as columns`,
        [stringifyJson(written)],
      )
      .catch(async (error: unknown) => {
        if (hasSqlState(error, '42P10')) throw keyNotIndexedError(table, keyColumn);
        throw await nameRefusedColumns(error, { session, table, values: written });
      });
    return row === undefined ? undefined : parseSqlRow(row, [...types.keys()], table);
  },

  async updateRow(session, { table, keyColumn, versionColumn }, { key, changes, types, stored }) {
    const columns = Object.keys(changes);
    const names = columns.map(quoteName);
    const version = quoteName(versionColumn);
    const written = toPostgresValues(changes, types, stored);
    const [row] = await session
      .query(
        `with jobwright_row as (
         update ${quoteTable(table)} jobwright_target
         set (${names.join(', ')}) = (
               select ${names.map((name) => `jobwright_changes.${name}`).join(', ')}
               from jsonb_populate_record(jobwright_target, $2::jsonb) jobwright_changes),
             ${version} = coalesce(jobwright_target.${version}, 0) + 1
         where jobwright_target.${quoteName(keyColumn)} = $1
         returning ${names.join(', ')}, ${version})
       select ${version}::text as version, row_to_json(jobwright_row)::text as columns from jobwright_row`,
        [key, stringifyExactJson(written, stored)],
      )
      .catch(async (error: unknown) => {
        throw await nameRefusedColumns(error, { session, table, values: written });
      });
    return row === undefined ? undefined : parseSqlRow(row, columns, table);
  },

  async claimKey(session, key, fingerprint) {
    const rows = await session.query(
      'insert into jobwright_inbox (key, fingerprint) values ($1, $2) on conflict (key) do nothing returning key',
      [key, fingerprint],
    );
    return rows.length > 0;
  },

  async readClaim(session, key) {
    const [row] = await session.query(
      'select fingerprint, answer::text as answer from jobwright_inbox where key = $1',
      [key],
    );
    return row;
  },

  async keep(session, { idempotencyKey, answer, table, audit, outbox }) {
    const outboxRow =
      outbox === undefined
        ? ''
        : `, sent as (
             insert into jobwright_outbox (topic, record_table, record_key, payload)
             values ($19, $3, $4, $20::jsonb))`;
    await session.query(
      `with audited as (
         insert into jobwright_audit (operation, record_table, record_key, version_before, version_after, fields, before, after,
           process_id, process_instance_key, element_id, element_instance_key, job_key, tenant_id)
         values ($5, $3, $4, $6, $7, $8::jsonb, $9::jsonb, $10::jsonb, $11, $12, $13, $14, $15, $16))${outboxRow}
       update jobwright_inbox set answer = $2::jsonb, record_table = $17, record_key = $18 where key = $1`,
      [
        ...[
          idempotencyKey,
          answer,
          table,
          audit.key,
          audit.operation,
          audit.versionBefore,
          audit.versionAfter,
        ],
        ...[stringifyJson(audit.fields), stringifyJson(audit.before), stringifyJson(audit.after)],
        ...[audit.process, audit.processInstance, audit.element, audit.elementInstance],
        ...[audit.job, audit.tenant, table, audit.key],
        ...(outbox === undefined ? [] : [outbox.topic, outbox.payload]),
      ],
    );
  },

  listKept: (session, table, key) =>
    session.query(
      `select 'answer' as "column", key as id, answer::text as value from jobwright_inbox
         where record_table = $1 and record_key = $2 and answer is not null
       union all select 'before', id::text, before::text from jobwright_audit where record_table = $1 and record_key = $2
       union all select 'after', id::text, after::text from jobwright_audit where record_table = $1 and record_key = $2
       union all select 'payload', id::text, payload::text from jobwright_outbox where record_table = $1 and record_key = $2`,
      [table, key],
    ),

  async rewriteKept(session, { column, id, value }) {
    await session.query(REWRITE[column], [value, id]);
  },

  isMissingTable: (error) => hasSqlState(error, '42P01', '42703'),
};

const REWRITE = {
  answer: 'update jobwright_inbox set answer = $1::jsonb where key = $2',
  before: 'update jobwright_audit set before = $1::jsonb where id = $2::bigint',
  after: 'update jobwright_audit set after = $1::jsonb where id = $2::bigint',
  payload: 'update jobwright_outbox set payload = $1::jsonb where id = $2::bigint',
} as const;

const keyNotIndexedError = (table: string, column: string): RecordError =>
  new RecordError({
    failure: { kind: 'keyNotIndexed', table, column },
    message: `Table ${table} has no unique index on ${column}; nothing was changed. Make it the primary key or unique`,
  });
