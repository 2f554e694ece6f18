import { parseExactJson } from '@jobwright/json';
import { z } from 'zod';
import { RecordError } from '../../record-failure.ts';
import type { SqlDialect, SqlSession } from './sql-dialect.ts';

const storedAnswer = z.object({ fingerprint: z.string(), answer: z.string() });

export interface InboxOptions<Answer extends z.ZodType> {
  readonly dialect: SqlDialect;
  readonly session: SqlSession;
  readonly idempotencyKey: string;
  /** Tells two different requests under one key apart. */
  readonly fingerprint: string;
  readonly answer: Answer;
  /** Does the work and keeps the answer with it. */
  readonly work: () => Promise<z.output<Answer>>;
}

/**
 * Does the work once for each idempotency key, in the transaction of the session: the key is written first,
 * so that a second delivery waits on the unique index until this transaction ends, then finds the answer, or
 * does the work itself if this one was rolled back.
 * @throws RecordError `idempotencyKeyReused`, `inboxMissing`
 */
export async function runOnce<Answer extends z.ZodType>(
  options: InboxOptions<Answer>,
): Promise<{ readonly answer: z.output<Answer>; readonly replayed: boolean }> {
  const { dialect, session, idempotencyKey, fingerprint } = options;
  if (await claimKey(options)) return { answer: await options.work(), replayed: false };
  const stored = storedAnswer.parse(await dialect.readClaim(session, idempotencyKey));
  if (stored.fingerprint !== fingerprint) throw keyReusedError(idempotencyKey);
  return { answer: options.answer.parse(parseExactJson(stored.answer).value), replayed: true };
}

async function claimKey<Answer extends z.ZodType>(options: InboxOptions<Answer>): Promise<boolean> {
  const { dialect, session, idempotencyKey, fingerprint } = options;
  try {
    return await dialect.claimKey(session, idempotencyKey, fingerprint);
  } catch (error) {
    if (!dialect.isMissingTable(error)) throw error;
    throw new RecordError({
      failure: { kind: 'inboxMissing' },
      message:
        'The database has no table jobwright_inbox, which makes changes happen once: run migrateCustomerRecords once on this ' +
        'database, or the SQL of customerRecordsSql',
      cause: error,
    });
  }
}

const keyReusedError = (key: string): RecordError =>
  new RecordError({
    failure: { kind: 'idempotencyKeyReused', idempotencyKey: key },
    message: `Idempotency key ${key} was used for another request; nothing was changed. Two clusters on one database need different idempotency namespaces`,
  });
