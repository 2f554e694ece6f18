import { hash } from 'node:crypto';
import type { EffectEntry } from '@jobwright/connector-sdk';
import { z } from 'zod';
import { type Mailbox, toComparable } from '../addresses/parse-mailboxes.ts';
import type { SendContext } from '../mail-context.ts';
import { MailError } from '../mail-failure.ts';
import type { MailServer } from '../network/mail-server.ts';
import type { SentMail } from './sent-mail.ts';
import { isRefusedAfterData } from './smtp-failure.ts';

/** What is kept of a mail: never an address itself. */
const sentNote = z.object({
  /** Digests of those who have it. */
  accepted: z.array(z.string()).default([]),
  /**
   * The retries of the job when it became an incident; other retries mean that somebody has decided to send
   * again.
   */
  reportedAtRetries: z.number().optional(),
});
type SentNote = z.output<typeof sentNote>;

const readNote = (entry: EffectEntry | undefined): SentNote =>
  sentNote.safeParse(entry?.note ?? {}).data ?? { accepted: [] };

export interface SendOnceOptions {
  readonly context: Pick<SendContext, 'effects' | 'idempotencyKey' | 'job' | 'logger' | 'signal'>;
  readonly messageId: string;
  /** What to do when an earlier delivery of the job may have sent the mail. */
  readonly whenUncertain: 'FAIL' | 'SEND_AGAIN';
  readonly server: MailServer;
}

const digestOf = (text: string): string => hash('sha256', text).slice(0, 24);

type Deliver = (recipients: readonly Mailbox[], beforeEnd: () => Promise<void>) => Promise<SentMail>;

/**
 * Delivers to those who have not got the mail yet. That it may have gone is noted just before the server
 * takes it over, and that it has gone, or not, as soon as the server said so: a job that comes again in
 * between is not sent twice.
 * @throws MailError `delivery-uncertain`; what `deliver` throws
 */
export async function sendOnce(
  recipients: readonly Mailbox[],
  options: SendOnceOptions,
  deliver: Deliver,
): Promise<SentMail> {
  const { context, whenUncertain } = options;
  const { effects, idempotencyKey: key, job, logger, signal } = context;
  const digests = new Map<string, string>();
  const digestFor = (address: string): string => {
    const digest = digests.get(address) ?? digestOf(`${key}\n${toComparable(address)}`);
    digests.set(address, digest);
    return digest;
  };

  const found = await effects.find(key);
  const note = readNote(found);
  if (found?.state === 'started' && whenUncertain === 'FAIL') {
    const decided = note.reportedAtRetries !== undefined && note.reportedAtRetries !== job.retries;
    if (!decided) throw await reportUncertain(found, undefined);
  }
  const accepted = new Set(note.accepted);
  const isAccepted = ({ address }: Mailbox): boolean => accepted.has(digestFor(address));
  const remaining = recipients.filter((recipient) => !isAccepted(recipient));
  const listAccepted = () => recipients.filter(isAccepted).map(({ address }) => address);
  if (remaining.length === 0) {
    logger.info({ messageId: options.messageId }, 'Email was sent by an earlier delivery of this job');
    return { accepted: listAccepted(), refusals: [] };
  }

  let begun: EffectEntry | undefined;
  try {
    const delivery = await deliver(remaining, async () => {
      signal.throwIfAborted();
      begun = await effects.begin(key, { note: { accepted: note.accepted }, after: found });
      if (begun === undefined) throw uncertainError('sent-elsewhere', undefined);
    });
    for (const address of delivery.accepted) accepted.add(digestFor(address));
    await end('done');
    return { accepted: listAccepted(), refusals: delivery.refusals };
  } catch (error) {
    if (begun === undefined) throw error;
    if (isRefusedAfterData(error)) {
      await end('undone');
      throw error;
    }
    signal.throwIfAborted();
    if (whenUncertain === 'SEND_AGAIN') throw error;
    throw await reportUncertain(begun, error);
  }

  /**
   * A note that cannot be written changes nothing of what has happened: the next delivery will be uncertain.
   */
  async function end(state: 'done' | 'undone'): Promise<void> {
    if (begun === undefined) return;
    await effects
      .end(key, begun, { state, note: { accepted: [...accepted] } })
      .catch((error: unknown) => logger.warn({ error }, 'It could not be noted how sending ended'));
  }

  async function reportUncertain(entry: EffectEntry, cause: unknown): Promise<MailError> {
    const reported = { accepted: note.accepted, reportedAtRetries: job.retries };
    await effects
      .begin(key, { note: reported, after: entry })
      .catch((error: unknown) =>
        logger.warn({ error }, 'It could not be noted that this became an incident'),
      );
    return uncertainError('unanswered', cause);
  }

  function uncertainError(reason: 'sent-elsewhere' | 'unanswered', cause: unknown): MailError {
    const { messageId, server } = options;
    return new MailError(
      { kind: 'delivery-uncertain', server, reason, messageId, retries: job.retries },
      cause,
    );
  }
}
