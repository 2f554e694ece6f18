import type { ReadEmail } from './read-email.schema.ts';
import type { MessageParts } from '@jobwright/mail-client';

interface MessageFacts {
  /** As it was asked for. */
  readonly messageId: string;
  readonly size: number;
  readonly receivedAt: Date | undefined;
}

export const toReadEmail = (
  { headers, plainTextBody, htmlBody, attachments, errors }: MessageParts,
  { messageId, size, receivedAt }: MessageFacts,
): ReadEmail => ({
  messageId: headers.messageId ?? messageId,
  fromAddress: headers.fromAddress,
  headers: headers.fields.map(({ key, value }) => ({ key, value })),
  subject: headers.subject,
  size,
  plainTextBody,
  htmlBody,
  attachments: [...attachments],
  receivedDateTime: receivedAt === undefined ? null : receivedAt.toISOString().replace('.000Z', 'Z'),
  errors: [...errors],
});
