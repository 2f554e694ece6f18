import { defineResource, type OperationContext } from '@jobwright/connector-sdk';

const MAX_REMEMBERED = 10_000;

/** What this runtime began to delete or move, the oldest forgotten first. */
const memories = defineResource({
  toKey: () => 'begun effects',
  open: () => new Set<string>(),
  close: (memory) => memory.clear(),
});

/** An effect of one job on one email. */
export interface MailEffect {
  readonly messageId: string;
  readonly folder: string;
}

type Context = Pick<OperationContext, 'resources' | 'idempotencyKey'>;

/**
 * Remembers that this job is about to make the effect. A later delivery of the job that finds the email gone then knows that
 * its own earlier attempt succeeded: the answer to it was lost, not the email.
 */
export const rememberBegun = (effect: MailEffect, context: Context): Promise<void> =>
  memories.use(context.resources, undefined, (memory) => {
    memory.add(toKey(effect, context));
    const [oldest] = memory;
    if (memory.size > MAX_REMEMBERED && oldest !== undefined) memory.delete(oldest);
    return Promise.resolve();
  });

export const wasBegun = (effect: MailEffect, context: Context): Promise<boolean> =>
  memories.use(context.resources, undefined, (memory) => Promise.resolve(memory.has(toKey(effect, context))));

const toKey = ({ messageId, folder }: MailEffect, { idempotencyKey }: Context): string =>
  JSON.stringify([idempotencyKey, messageId, folder]);
