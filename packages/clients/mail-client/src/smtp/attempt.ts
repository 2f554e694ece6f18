import { Readable } from 'node:stream';
import type { SendMailOptions } from 'nodemailer';
import DKIM from 'nodemailer/lib/dkim';
import MimeNode from 'nodemailer/lib/mime-node';
import { toError } from '@jobwright/concurrency';
import { encodeAsTyped } from './encode-as-typed.ts';
import { createEndGate, createMemoryGate } from './end-gate.ts';
import type { Mailbox } from '../addresses/parse-mailboxes.ts';
import type { MailFile } from './mail-files.ts';
import { type OutgoingMail, leastSizeOf } from './outgoing-mail.ts';
import { renderMessage } from './render-message.ts';

declare module 'nodemailer/lib/mailer/mail-message' {
  interface SendMailOptions {
    /** Replaces the stream that nodemailer makes of the message. */
    openMessage?: (message: MimeNode) => Readable;
  }
}

/** A signature precedes what it signs: larger messages wait on disk until it is known. */
const SPOOL_FROM_BYTES = 1024 * 1024;

export interface Attempt {
  readonly message: SendMailOptions;
  /**
   * What went wrong on our side. nodemailer sees another error in its place, since it sets its own code on
   * each.
   */
  readonly failure: Error | undefined;
  /** Whether a byte of the message may have gone out. */
  readonly isRead: boolean;
}

/** Creates one attempt to send a mail: its streams can be read once. */
export function createAttempt(
  mail: OutgoingMail,
  { beforeEnd, spool }: { readonly beforeEnd: () => Promise<void>; readonly spool: string | undefined },
): Attempt {
  let failure: Error | undefined;
  let gate: Readable | undefined;
  const guard = <Value>(work: Promise<Value>): Promise<Value> =>
    work.catch((error: unknown) => {
      failure ??= toError(error);
      throw new Error('The message ends before its end', { cause: error });
    });
  async function* read(file: MailFile): AsyncGenerator<Uint8Array> {
    const chunks = file.open()[Symbol.asyncIterator]();
    try {
      for (;;) {
        const next = await guard(chunks.next());
        if (next.done === true) return;
        yield next.value;
      }
    } finally {
      await chunks.return?.();
    }
  }
  const end = (): Promise<void> => guard(beforeEnd());
  const sign = (message: Readable): Readable =>
    mail.dkim === undefined
      ? message
      : new DKIM({ ...mail.dkim, cacheDir: spool, cacheTreshold: SPOOL_FROM_BYTES }).sign(message);
  return {
    message: {
      messageId: mail.messageId,
      ...(mail.unicodeAddress !== undefined && { unicodeAddress: mail.unicodeAddress }),
      envelope: {
        from: mail.from,
        to: [...mail.recipients],
        size: leastSizeOf(mail),
      },
      from: mail.from,
      ...givenOnly({ replyTo: mail.replyTo, to: mail.to, cc: mail.cc }),
      headers: { ...mail.headers },
      subject: mail.subject,
      text: mail.text,
      html: mail.html,
      attachments: mail.files.map((file) => ({
        filename: file.fileName,
        contentType: file.contentType,
        contentTransferEncoding: 'base64',
        ...(file.contentId !== undefined && { cid: file.contentId, contentDisposition: 'inline' }),
        content: file.kept ?? Readable.from(read(file), { objectMode: false }),
      })),
      ...(mail.calendar !== undefined && { icalEvent: { ...mail.calendar, filename: 'invite.ics' } }),
      openMessage: (message) => {
        encodeAsTyped(message);
        const bytes = isInMemory(mail) ? renderMessage(message) : undefined;
        gate =
          bytes === undefined
            ? createEndGate(() => sign(openStream(message)), end)
            : createMemoryGate(bytes, end);
        return gate;
      },
    },
    get failure() {
      return failure;
    },
    get isRead() {
      return gate?.readableDidRead === true;
    },
  };
}

/** nodemailer makes a header of each field there is, and leaves out the empty ones in the end. */
const givenOnly = (fields: Readonly<Record<string, readonly Mailbox[]>>) =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, list]) => (list.length === 0 ? [] : [[name, [...list]]])),
  );

const isInMemory = ({ dkim, files }: OutgoingMail): boolean =>
  dkim === undefined && files.every(({ kept }) => kept !== undefined);

const openStream = (message: MimeNode): Readable => MimeNode.prototype.createReadStream.call(message);
