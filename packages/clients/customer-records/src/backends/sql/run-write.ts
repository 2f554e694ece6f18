import { stringifyJson } from '@jobwright/json';
import type { z } from 'zod';
import { RecordError } from '../../record-failure.ts';
import type { RecordKey } from '../backend.ts';
import type { RecordContext } from '../record-context.ts';
import { maskFields } from '../../record/mask-fields.ts';
import { type RecordChange, createAuditEntry } from './audit-entry.ts';
import { computeFingerprint } from './compute-fingerprint.ts';
import { runOnce } from './run-once.ts';
import type { RowChange } from './row-change.ts';
import type { SqlDialect, SqlSession, SqlTable } from './sql-dialect.ts';

/** Where changes are made, and on whose behalf. */
export interface WriteScope {
  readonly dialect: SqlDialect;
  readonly url: string;
  readonly target: SqlTable;
  readonly outboxTopic: string | undefined;
  readonly context: RecordContext;
}

interface Write<Answer extends z.ZodObject> {
  /** What tells this job from another, besides its table. */
  readonly request: Readonly<Record<string, unknown>> & { readonly operation: string };
  readonly sensitive: readonly string[];
  readonly answer: Answer;
  readonly work: (session: SqlSession) => Promise<RowChange<z.output<Answer>>>;
}

/** One transaction: inbox entry, the change, its audit row, its outbox row, the answer. */
export async function runWrite<Answer extends z.ZodObject>(
  scope: WriteScope,
  write: Write<Answer>,
): Promise<z.output<Answer> & { readonly replayed: boolean }> {
  const { dialect, url, target, context } = scope;
  const { answer, replayed } = await dialect.runInTransaction({
    url,
    context,
    work: (session) =>
      runOnce({
        dialect,
        session,
        idempotencyKey: context.idempotencyKey,
        fingerprint: computeFingerprint({ ...write.request, ...target }),
        answer: write.answer,
        work: async () => {
          const done = await write.work(session);
          await keep(session, scope, { write, done });
          return done.answer;
        },
      }),
  });
  if (replayed) context.logger.info({ table: target.table }, 'Done by an earlier delivery of this job');
  return { ...answer, replayed };
}

interface DoneWrite<Answer extends z.ZodObject> {
  readonly write: Write<Answer>;
  readonly done: RowChange<z.output<Answer>>;
}

async function keep<Answer extends z.ZodObject>(
  session: SqlSession,
  { dialect, target, outboxTopic, context }: WriteScope,
  { write, done }: DoneWrite<Answer>,
): Promise<void> {
  const { request, sensitive } = write;
  const { answer, change } = done;
  const audit = createAuditEntry(
    { ...change, operation: request.operation, table: target.table, sensitive },
    context,
  );
  try {
    await dialect.keep(session, {
      idempotencyKey: context.idempotencyKey,
      answer: stringifyJson(answer),
      table: target.table,
      audit,
      outbox:
        outboxTopic === undefined
          ? undefined
          : {
              topic: outboxTopic,
              payload: stringifyJson(buildPayload(request.operation, change, sensitive)),
            },
    });
  } catch (error) {
    if (!dialect.isMissingTable(error)) throw error;
    throw new RecordError({
      failure: { kind: 'auditMissing' },
      message:
        'The database lacks jobwright_audit or jobwright_outbox, or they are of an older version; nothing was changed: run ' +
        'migrateCustomerRecords once on this database',
      cause: error,
    });
  }
}

const buildPayload = (
  operation: string,
  {
    key,
    versionAfter,
    after,
  }: { readonly key: RecordKey; readonly versionAfter: number } & Pick<RecordChange, 'after'>,
  sensitive: readonly string[],
) => ({ operation, key, version: versionAfter, fields: maskFields(after, sensitive) });
