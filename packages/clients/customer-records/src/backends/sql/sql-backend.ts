import type { OperationContext } from '@jobwright/connector-sdk';
import type { FindRequest, GetRequest, RecordBackend, RecordKey, StoredRecord } from '../backend.ts';
import { checkColumns } from './check-columns.ts';
import { anonymiseRow } from './anonymise-row.ts';
import { createRow, toKey, updateRow, upsertRow } from './change-row.ts';
import { notFound, notUnique } from './row-failures.ts';
import { runWrite } from './run-write.ts';
import type { SqlDialect, SqlRow, SqlSession, SqlTable } from './sql-dialect.ts';
import { anonymisedAnswer, createdAnswer, updatedAnswer, upsertedAnswer } from './stored-answers.ts';

export interface SqlBackendOptions {
  readonly dialect: SqlDialect;
  readonly url: string;
  readonly target: SqlTable;
  /** Whether an object is merged into what a JSON column holds, or takes its place. */
  readonly jsonColumns: 'merge' | 'replace';
  readonly outboxTopic: string | undefined;
  readonly context: OperationContext;
}

/** Records as rows of a table. Each change is one transaction with its inbox entry, its audit row and its outbox row. */
export function createSqlBackend(options: SqlBackendOptions): RecordBackend {
  const { dialect, url, target, context } = options;
  return {
    async get({ key, fields }) {
      const found = await readRow({ ...options, where: target.keyColumn, value: key, fields });
      if (found === undefined) throw notFound(target, key);
      return found;
    },
    find: ({ field, value, fields }) => readRow({ ...options, where: field, value, fields }),
    create: ({ key, values, ...request }) =>
      runWrite({
        ...options,
        request: { operation: 'create', key, values },
        sensitive: request.sensitive,
        answer: createdAnswer,
        work: (session) => createRow({ ...options, session }, { key, values, ...request }),
      }),
    update: ({ key, changes, expectedVersion, ...request }) =>
      runWrite({
        ...options,
        request: { operation: 'update', key, changes, expectedVersion },
        sensitive: request.sensitive,
        answer: updatedAnswer,
        work: (session) => updateRow({ ...options, session }, { key, changes, expectedVersion, ...request }),
      }),
    upsert: ({ key, values, ...request }) =>
      runWrite({
        ...options,
        request: { operation: 'upsert', key, values },
        sensitive: request.sensitive,
        answer: upsertedAnswer,
        work: (session) => upsertRow({ ...options, session }, { key, values, ...request }),
      }),
    anonymise: ({ key, replacements }) =>
      runWrite({
        ...options,
        request: { operation: 'anonymise', key, replacements },
        sensitive: Object.keys(replacements),
        answer: anonymisedAnswer,
        work: (session) => anonymiseRow({ ...options, session }, { key, replacements }),
      }),
  };

  function readRow(request: ReadOptions): Promise<StoredRecord | undefined> {
    return dialect.runInTransaction({ url, context, work: (session) => selectOne(session, request) });
  }
}

interface ReadOptions extends SqlBackendOptions {
  readonly where: string;
  readonly value: RecordKey;
  readonly fields: (GetRequest | FindRequest)['fields'];
}

async function selectOne(session: SqlSession, options: ReadOptions): Promise<StoredRecord | undefined> {
  const { dialect, target, where, value, fields } = options;
  const needed = [target.keyColumn, target.versionColumn, where, ...(fields ?? [])];
  const types = await checkColumns({ ...options, session }, needed);
  const wanted = fields ?? [...types.keys()].filter((name) => name !== target.versionColumn);
  const columns = [...new Set([target.keyColumn, ...wanted])];
  const [row, ...others] = await dialect.selectRows(session, target, {
    where,
    value,
    columns,
    types,
    lock: false,
  });
  if (row === undefined) return undefined;
  if (others.length > 0) throw notUnique(target.table, where, value);
  return toRecord(row, options.target, wanted);
}

function toRecord(
  { version, columns }: SqlRow,
  { keyColumn }: SqlTable,
  wanted: readonly string[],
): StoredRecord {
  return {
    key: toKey(columns[keyColumn]),
    version,
    fields: Object.fromEntries(wanted.map((name) => [name, columns[name] ?? null])),
  };
}
