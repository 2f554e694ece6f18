import { ConnectorError, parseExactJson } from '@jobwright/connector-sdk';
import { z } from 'zod';
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
 * Does the work once for each idempotency key, in the transaction of the session: the key is written first, so that
 * a second delivery waits on the unique index until this transaction ends, then finds the answer, or does the work
 * itself if this one was rolled back.
 * @throws ConnectorError `IDEMPOTENCY_KEY_REUSED`, `INBOX_MISSING`
 */
export async function runOnce<Answer extends z.ZodType>(
  options: InboxOptions<Answer>,
): Promise<{ readonly answer: z.output<Answer>; readonly replayed: boolean }> {
  const { dialect, session, idempotencyKey, fingerprint } = options;
  if (await claimKey(options)) return { answer: await options.work(), replayed: false };
  const stored = storedAnswer.parse(await dialect.readClaim(session, idempotencyKey));
  if (stored.fingerprint !== fingerprint) throw keyReused(idempotencyKey);
  return { answer: options.answer.parse(parseExactJson(stored.answer).value), replayed: true };
}

async function claimKey<Answer extends z.ZodType>(options: InboxOptions<Answer>): Promise<boolean> {
  const { dialect, session, idempotencyKey, fingerprint } = options;
  try {
    return await dialect.claimKey(session, idempotencyKey, fingerprint);
  } catch (error) {
    if (!dialect.isMissingTable(error)) throw error;
    throw new ConnectorError({
      code: 'INBOX_MISSING',
      message:
        'The database has no table jobwright_inbox, which makes changes happen once: run ' +
        '`jobwright migrate customer-data` or migrateCustomerData once on this database, or the SQL they print',
      cause: error,
    });
  }
}

const keyReused = (key: string): ConnectorError =>
  new ConnectorError({
    code: 'IDEMPOTENCY_KEY_REUSED',
    message: `Idempotency key ${key} was used for another request; nothing was changed. Two clusters on one database need different idempotency namespaces`,
    variables: { idempotencyKey: key },
  });
