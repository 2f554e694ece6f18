import { createHash } from 'node:crypto';
import type { OperationContext } from '@jobwright/connector-sdk';

/** The deletion of one email by one job. */
export interface Deletion {
  readonly messageId: string;
  readonly folder: string;
}

type Context = Pick<OperationContext, 'effects' | 'idempotencyKey'>;

/**
 * Notes that this job is about to delete the email. A later delivery of the job that finds the email gone then knows that
 * its own earlier attempt succeeded: the answer to it was lost, not the email.
 */
export async function noteDeletion(deletion: Deletion, context: Context): Promise<void> {
  const key = toKey(deletion, context);
  const after = await context.effects.find(key);
  if (after === undefined) await context.effects.begin(key, { note: {}, after });
}

export const isDeletedByThisJob = async (deletion: Deletion, context: Context): Promise<boolean> =>
  (await context.effects.find(toKey(deletion, context))) !== undefined;

/** An operator may correct the Message-ID of a job and try again: that is another deletion. */
function toKey({ messageId, folder }: Deletion, { idempotencyKey }: Context): string {
  const about = createHash('sha256')
    .update(JSON.stringify([messageId, folder]))
    .digest('hex');
  return `${idempotencyKey}/delete/${about}`;
}
