import { ConnectorError, stringifyJson } from '@jobwright/connector-sdk';
import type { z } from 'zod';
import type { RecordKey } from '../backend.ts';
import { maskFields } from '../../record/mask-fields.ts';
import { type RecordChange, toAuditEntry } from './audit-entry.ts';
import { toFingerprint } from './fingerprint.ts';
import { runOnce } from './inbox.ts';
import type { SqlBackendOptions } from './sql-backend.ts';
import type { SqlSession } from './sql-dialect.ts';

/** A row that was changed: what the job is answered, and what the audit row says. */
export interface RowChange<Answer> {
  readonly answer: Answer;
  readonly change: Omit<RecordChange, 'operation' | 'table' | 'sensitive'>;
}

interface WriteOptions<Answer extends z.ZodObject> extends SqlBackendOptions {
  /** What tells this job from another, besides its table. */
  readonly request: Readonly<Record<string, unknown>> & { readonly operation: string };
  readonly sensitive: readonly string[];
  readonly answer: Answer;
  readonly work: (session: SqlSession) => Promise<RowChange<z.output<Answer>>>;
}

/** One transaction: inbox entry, the change, its audit row, its outbox row, the answer. */
export async function runWrite<Answer extends z.ZodObject>(
  options: WriteOptions<Answer>,
): Promise<z.output<Answer> & { readonly replayed: boolean }> {
  const { dialect, url, target, context, request } = options;
  const { answer, replayed } = await dialect.runInTransaction({
    url,
    context,
    work: (session) =>
      runOnce({
        dialect,
        session,
        idempotencyKey: context.idempotencyKey,
        fingerprint: toFingerprint({ ...request, ...target }),
        answer: options.answer,
        work: async () => {
          const done = await options.work(session);
          await keep(options, session, done);
          return done.answer;
        },
      }),
  });
  if (replayed) context.logger.info({ table: target.table }, 'Done by an earlier delivery of this job');
  return { ...answer, replayed };
}

async function keep<Answer extends z.ZodObject>(
  options: WriteOptions<Answer>,
  session: SqlSession,
  { answer, change }: RowChange<z.output<Answer>>,
): Promise<void> {
  const { dialect, target, outboxTopic, context, request, sensitive } = options;
  const audit = toAuditEntry(
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
          : { topic: outboxTopic, payload: stringifyJson(toPayload(request.operation, change, sensitive)) },
    });
  } catch (error) {
    if (!dialect.isMissingTable(error)) throw error;
    throw new ConnectorError({
      code: 'AUDIT_MISSING',
      message:
        'The database lacks jobwright_audit or jobwright_outbox, or they are of an older version; nothing was changed: run ' +
        '`jobwright migrate customer-data` or migrateCustomerData once on this database',
      cause: error,
    });
  }
}

const toPayload = (
  operation: string,
  {
    key,
    versionAfter,
    after,
  }: { readonly key: RecordKey; readonly versionAfter: number } & Pick<RecordChange, 'after'>,
  sensitive: readonly string[],
) => ({ operation, key, version: versionAfter, fields: maskFields(after, sensitive) });
