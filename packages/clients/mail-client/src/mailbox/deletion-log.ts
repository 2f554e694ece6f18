import { createHash } from 'node:crypto';
import type { ChangeContext } from '../mail-context.ts';
import type { MessageInFolder } from './message-not-found.ts';

type Context = Pick<ChangeContext, 'effects' | 'idempotencyKey'>;

/**
 * Notes that this job is about to delete the email. A later delivery of the job that finds the email gone
 * then knows that its own earlier attempt succeeded: the answer to it was lost, not the email.
 */
export async function noteDeletion(deletion: MessageInFolder, context: Context): Promise<void> {
  const key = deletionKey(deletion, context);
  const after = await context.effects.find(key);
  if (after === undefined) await context.effects.begin(key, { note: {}, after });
}

export const isDeletedBefore = async (deletion: MessageInFolder, context: Context): Promise<boolean> =>
  (await context.effects.find(deletionKey(deletion, context))) !== undefined;

/** An operator may correct the Message-ID of a job and try again: that is another deletion. */
function deletionKey({ messageId, folder }: MessageInFolder, { idempotencyKey }: Context): string {
  const about = createHash('sha256')
    .update(JSON.stringify([messageId, folder]))
    .digest('hex');
  return `${idempotencyKey}/delete/${about}`;
}
