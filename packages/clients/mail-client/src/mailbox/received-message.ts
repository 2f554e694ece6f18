import type { DocumentReference } from '@jobwright/connector-sdk';
import type { HeaderField } from '../mime/header-fields.ts';
import type { MessageParts } from './read-message.ts';

/** A message that was read. */
export interface ReceivedMessage {
  readonly messageId: string;
  readonly fromAddress: string | null;
  /** In the order of the message; encoded words stay encoded. */
  readonly headers: readonly HeaderField[];
  readonly subject: string | null;
  /** Bytes, as the server says. */
  readonly size: number;
  readonly plainTextBody: string | null;
  readonly htmlBody: string | null;
  readonly attachments: readonly DocumentReference[];
  /** When the server got it, e.g. `2026-01-31T12:00:00Z`; `null` where it does not say. */
  readonly receivedDateTime: string | null;
  /** What had to be left out, a text each. */
  readonly errors: readonly string[];
}

interface MessageFacts {
  /** As it was asked for. */
  readonly messageId: string;
  readonly size: number;
  readonly receivedAt: Date | undefined;
}

export const buildReceivedMessage = (
  { headers, plainTextBody, htmlBody, attachments, errors }: MessageParts,
  { messageId, size, receivedAt }: MessageFacts,
): ReceivedMessage => ({
  messageId: headers.messageId ?? messageId,
  fromAddress: headers.fromAddress,
  headers: headers.fields.map(({ key, value }) => ({ key, value })),
  subject: headers.subject,
  size,
  plainTextBody,
  htmlBody,
  attachments,
  receivedDateTime: receivedAt === undefined ? null : receivedAt.toISOString().replace('.000Z', 'Z'),
  errors,
});
