import type { RecordBackend } from '../backend.ts';
import type { RecordContext } from '../record-context.ts';
import { anonymiseRow } from './anonymise-row.ts';
import { createRow, updateRow, upsertRow } from './change-row.ts';
import { checkColumns } from './check-columns.ts';
import type { OpenTable } from './open-table.ts';
import { readRow } from './read-row.ts';
import { rowNotFoundError } from './row-errors.ts';
import { runWrite, type WriteScope } from './run-write.ts';
import type { SqlDialect, SqlSession, SqlTable } from './sql-dialect.ts';
import { anonymisedAnswer, createdAnswer, updatedAnswer, upsertedAnswer } from './stored-answers.ts';

export interface SqlBackendOptions {
  readonly dialect: SqlDialect;
  readonly url: string;
  readonly target: SqlTable;
  readonly jsonColumns: OpenTable['jsonColumns'];
  readonly outboxTopic: string | undefined;
  readonly context: RecordContext;
}

/**
 * Records as rows of a table. Each change is one transaction with its inbox entry, its audit row and its
 * outbox row.
 */
export function createSqlBackend(options: SqlBackendOptions): RecordBackend {
  const { dialect, url, target, outboxTopic, context } = options;
  const { keyColumn } = target;
  const scope: WriteScope = { dialect, url, target, outboxTopic, context };
  const openTable = (session: SqlSession): OpenTable => openSqlTable(options, session);
  const read = (request: Parameters<typeof readRow>[1]) =>
    dialect.runInTransaction({ url, context, work: (session) => readRow(openTable(session), request) });

  return {
    async get({ key, fields }) {
      const found = await read({ where: keyColumn, value: key, fields });
      if (found === undefined) throw rowNotFoundError(target, key);
      return found;
    },
    find: ({ field, value, fields }) => read({ where: field, value, fields }),
    create: (request) =>
      runWrite(scope, {
        request: { operation: 'create', key: request.key, values: request.values },
        sensitive: request.sensitive,
        answer: createdAnswer,
        work: (session) => createRow(openTable(session), request),
      }),
    update: (request) =>
      runWrite(scope, {
        request: {
          operation: 'update',
          key: request.key,
          changes: request.changes,
          expectedVersion: request.expectedVersion,
        },
        sensitive: request.sensitive,
        answer: updatedAnswer,
        work: (session) => updateRow(openTable(session), request),
      }),
    upsert: (request) =>
      runWrite(scope, {
        request: { operation: 'upsert', key: request.key, values: request.values },
        sensitive: request.sensitive,
        answer: upsertedAnswer,
        work: (session) => upsertRow(openTable(session), request),
      }),
    anonymise: (request) =>
      runWrite(scope, {
        request: { operation: 'anonymise', key: request.key, replacements: request.replacements },
        sensitive: Object.keys(request.replacements),
        answer: anonymisedAnswer,
        work: (session) => anonymiseRow(openTable(session), request),
      }),
  };
}

const openSqlTable = (
  { dialect, url, target, jsonColumns, context: { resources } }: SqlBackendOptions,
  session: SqlSession,
): OpenTable => ({
  dialect,
  session,
  target,
  jsonColumns,
  needColumns: (columns) =>
    checkColumns({ dialect, session, url, target, resources }, [
      target.keyColumn,
      target.versionColumn,
      ...columns,
    ]),
});
