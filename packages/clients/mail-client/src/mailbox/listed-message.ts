/** A message of a mailbox, as a list shows it. */
export interface ListedMessage {
  /** With its angle brackets; `null` when the message has none. */
  readonly messageId: string | null;
  /** Without the display name. */
  readonly fromAddress: string | null;
  readonly subject: string | null;
  /** Bytes, as the server says. */
  readonly size: number;
}

/** A message of a mailbox, as a search finds it. */
export type FoundMessage = Pick<ListedMessage, 'messageId' | 'subject'>;
