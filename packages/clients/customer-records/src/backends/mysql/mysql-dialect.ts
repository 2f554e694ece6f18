import { type ExactJson, exactMember, type JsonObject, stringifyJson } from '@jobwright/json';
import { z } from 'zod';
import { RecordError } from '../../record-failure.ts';
import type { RecordKey } from '../backend.ts';
import type {
  SelectOptions,
  SqlDialect,
  SqlRow,
  SqlSession,
  SqlTable,
  TableColumns,
} from '../sql/sql-dialect.ts';
import { RefusedColumnsError, valueRejectedError } from '../sql/refused-columns.ts';
import { parseVersion } from '../sql/parse-sql-row.ts';
import { runInTransaction } from './mysql-client.ts';
import { listMysqlColumns } from './mysql-columns.ts';
import { hasErrorNumber } from './mysql-errors.ts';
import { nameRefusedColumns } from './mysql-refusals.ts';
import { fromMysql, toMysql } from './mysql-values.ts';
import { toText } from '../../record/to-text.ts';

const DUPLICATE = 1062;
const changed = z.object({ affectedRows: z.number(), insertId: z.union([z.number(), z.string()]) });
const anyRow = z.record(z.string(), z.unknown());

/** MySQL and MariaDB. Changes do not return the row, so it is read afterwards. */
export const mysqlDialect: SqlDialect = {
  runInTransaction,
  listColumns: listMysqlColumns,
  selectRows,

  async insertRow(session, target, { values, types }) {
    const names = Object.keys(values);
    const given = values[target.keyColumn];
    try {
      const [result] = await session.query(
        `insert into ${quoteTable(target.table)} (${names.map(quote).join(', ')}) values (${names.map(() => '?').join(', ')})`,
        toParameters(values, { types }),
      );
      const { insertId } = changed.parse(result);
      const key =
        typeof given === 'string' || typeof given === 'number' || typeof given === 'bigint'
          ? given
          : insertId;
      if (given === undefined && Number(insertId) === 0) throw keyNotReportedError(target);
      return (await selectRows(session, target, selectWholeRow(target, key, types)))[0];
    } catch (error) {
      const refused = { session, table: target.table, names };
      if (!hasErrorNumber(error, DUPLICATE) || !isKey(given)) throw await nameRefusedColumns(error, refused);
      // The error does not reliably name the index: look for a row with this key.
      const [other] = await selectRows(session, target, {
        ...selectWholeRow(target, given, types),
        lock: true,
      });
      if (other === undefined) throw await nameRefusedColumns(error, refused);
      return undefined;
    }
  },

  async updateRow(session, target, { key, changes, types, stored }) {
    const names = Object.keys(changes);
    const version = quote(target.versionColumn);
    const assignments = [
      ...names.map((name) => `${quote(name)} = ?`),
      `${version} = coalesce(${version}, 0) + 1`,
    ];
    const [result] = await session
      .query(
        `update ${quoteTable(target.table)} set ${assignments.join(', ')} where ${quote(target.keyColumn)} = ?`,
        [...toParameters(changes, { types, stored }), toKeyParameter(key, target.keyColumn, types)],
      )
      .catch(async (error: unknown) => {
        throw await nameRefusedColumns(error, { session, table: target.table, names });
      });
    if (changed.parse(result).affectedRows === 0) return undefined;
    const options = { where: target.keyColumn, value: key, columns: names, types, lock: false };
    return (await selectRows(session, target, options))[0];
  },

  async claimKey(session, key, fingerprint) {
    try {
      await session.query('insert into jobwright_inbox (`key`, fingerprint) values (?, ?)', [
        key,
        fingerprint,
      ]);
      return true;
    } catch (error) {
      if (hasErrorNumber(error, DUPLICATE)) return false;
      throw error;
    }
  },

  async readClaim(session, key) {
    const [row] = await session.query(
      'select fingerprint, cast(answer as char) as answer from jobwright_inbox where `key` = ?',
      [key],
    );
    return row;
  },

  async keep(session, { idempotencyKey, answer, table, audit, outbox }) {
    await session.query(
      `insert into jobwright_audit (operation, record_table, record_key, version_before, version_after, fields, \`before\`, \`after\`,
         process_id, process_instance_key, element_id, element_instance_key, job_key, tenant_id)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [
        ...[audit.operation, table, audit.key, audit.versionBefore, audit.versionAfter],
        ...[stringifyJson(audit.fields), stringifyJson(audit.before), stringifyJson(audit.after)],
        ...[audit.process, audit.processInstance, audit.element, audit.elementInstance],
        ...[audit.job, audit.tenant],
      ],
    );
    if (outbox !== undefined) {
      await session.query(
        'insert into jobwright_outbox (topic, record_table, record_key, payload) values (?, ?, ?, ?)',
        [outbox.topic, table, audit.key, outbox.payload],
      );
    }
    await session.query(
      'update jobwright_inbox set answer = ?, record_table = ?, record_key = ? where `key` = ?',
      [answer, table, audit.key, idempotencyKey],
    );
  },

  async listKept(session, table, key) {
    const kept = await Promise.all(
      KEPT.map(([name, column, from, id]) =>
        session.query(
          `select '${name}' as \`column\`, cast(${id} as char) as id, cast(${column} as char) as value from ${from}
           where record_table = ? and record_key = ? and ${column} is not null`,
          [table, key],
        ),
      ),
    );
    return kept.flat();
  },

  async rewriteKept(session, { column: name, id, value }) {
    const [, column, table, idColumn] = KEPT.find(([each]) => each === name) ?? KEPT[0];
    await session.query(`update ${table} set ${column} = ? where ${idColumn} = ?`, [value, id]);
  },

  isMissingTable: (error) => hasErrorNumber(error, 1146, 1054),
};

const KEPT = [
  ['answer', 'answer', 'jobwright_inbox', '`key`'],
  ['before', '`before`', 'jobwright_audit', 'id'],
  ['after', '`after`', 'jobwright_audit', 'id'],
  ['payload', 'payload', 'jobwright_outbox', 'id'],
] as const;

type Select = SelectOptions & { readonly types: TableColumns };

async function selectRows(
  session: SqlSession,
  target: SqlTable,
  options: Select,
): Promise<readonly SqlRow[]> {
  const { where, value, columns, types, lock } = options;
  const selected = [...new Set([...columns, target.versionColumn])].map(quote).join(', ');
  const rows = await session
    .query(
      `select ${selected} from ${quoteTable(target.table)} where ${quote(where)} = ? limit 2${lock ? ' for update' : ''}`,
      [toKeyParameter(value, where, types)],
    )
    .catch((error: unknown) => {
      throw hasErrorNumber(error, 1267, 1525) && error instanceof Error
        ? new RefusedColumnsError(error, [where])
        : error;
    });
  return rows.map((row) => toRow(anyRow.parse(row), { target, columns, types }));
}

function toRow(
  row: Readonly<Record<string, unknown>>,
  { target, columns, types }: Pick<Select, 'columns' | 'types'> & { readonly target: SqlTable },
): SqlRow {
  const version = row[target.versionColumn];
  const read = columns.map((name) => [name, fromMysql(row[name], types.get(name) ?? 'other')] as const);
  return {
    version: parseVersion(version === null || version === undefined ? null : toText(version), target.table),
    columns: Object.fromEntries(read.map(([name, { value }]) => [name, value])),
    exact: Object.fromEntries(read.map(([name, { exact }]) => [name, exact])),
  };
}

const selectWholeRow = ({ keyColumn }: SqlTable, key: RecordKey, types: TableColumns): Select => ({
  where: keyColumn,
  value: key,
  columns: [...types.keys()],
  types,
  lock: false,
});

const toParameters = (
  values: JsonObject,
  { types, stored }: { readonly types: TableColumns; readonly stored?: ExactJson },
) =>
  Object.entries(values).map(([name, value]) =>
    toMysql(value, { name, kind: types.get(name) ?? 'other', stored: exactMember(stored, name) }),
  );

/** As text: compared with a number, the text "12 Main Street" would equal 12. */
function toKeyParameter(value: RecordKey, column: string, types: TableColumns): string {
  const text = String(value);
  const isNumeric = types.get(column) === 'number' || types.get(column) === 'float';
  if (!isNumeric || /^-?\d+(\.\d+)?$/.test(text)) return text;
  throw valueRejectedError(column, 'holds numbers, and the value to compare with is not a number');
}

const isKey = (value: unknown): value is RecordKey =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint';

const keyNotReportedError = ({ table, keyColumn }: SqlTable): RecordError =>
  new RecordError({
    failure: { kind: 'keyNotReported', table },
    message: `Table ${table} does not report the ${keyColumn} of the new row; nothing was changed. Give a key`,
  });

const quote = (name: string): string => `\`${name.replaceAll('`', '``')}\``;
const quoteTable = (name: string): string => name.split('.').map(quote).join('.');
