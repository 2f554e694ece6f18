import { ConnectorError, parseJson, stringifyJson } from '@jobwright/connector-sdk';
import { z } from 'zod';
import { hasSqlState } from './errors.ts';
import type { SqlSession } from './postgres-client.ts';

const storedAnswer = z.object({ fingerprint: z.string(), answer: z.string() });

export interface InboxOptions<Answer extends z.ZodType> {
  readonly session: SqlSession;
  readonly idempotencyKey: string;
  /** Tells two different requests under one key apart. */
  readonly fingerprint: string;
  readonly answer: Answer;
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
  const { session, idempotencyKey, fingerprint } = options;
  const claimed = await claimKey(options);
  if (!claimed) {
    const [row] = await session.query(
      'select fingerprint, answer::text as answer from jobwright_inbox where key = $1',
      [idempotencyKey],
    );
    const stored = storedAnswer.parse(row);
    if (stored.fingerprint !== fingerprint) throw keyReused(idempotencyKey);
    return { answer: options.answer.parse(parseJson(stored.answer)), replayed: true };
  }
  const answer = await options.work();
  await session.query('update jobwright_inbox set answer = $2::jsonb where key = $1', [
    idempotencyKey,
    stringifyJson(answer),
  ]);
  return { answer, replayed: false };
}

async function claimKey<Answer extends z.ZodType>(options: InboxOptions<Answer>): Promise<boolean> {
  try {
    const rows = await options.session.query(
      'insert into jobwright_inbox (key, fingerprint) values ($1, $2) on conflict (key) do nothing returning key',
      [options.idempotencyKey, options.fingerprint],
    );
    return rows.length > 0;
  } catch (error) {
    if (!hasSqlState(error, '42P01')) throw error;
    throw new ConnectorError({
      code: 'INBOX_MISSING',
      message:
        'The database has no table jobwright_inbox, which makes updates happen once: ' +
        'run migrateCustomerData once on this database, or the SQL it exports',
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
