import type { CalendarPart } from '../body/compose-calendar.ts';
import type { DkimKey } from '../fields/dkim.schema.ts';
import type { Mailbox } from '../addresses/parse-mailboxes.ts';
import type { MailFile } from './mail-files.ts';

export interface OutgoingMail {
  readonly messageId: string;
  readonly from: Mailbox;
  readonly replyTo: readonly Mailbox[];
  readonly to: readonly Mailbox[];
  readonly cc: readonly Mailbox[];
  /** Who gets it now: all of the above, or those who have not got it yet. */
  readonly recipients: readonly Mailbox[];
  /** An address of it, in a header too, that only a server with SMTPUTF8 may be given. */
  readonly unicodeAddress: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly subject: string;
  readonly text: string | undefined;
  readonly html: string | undefined;
  readonly calendar: CalendarPart | undefined;
  readonly files: readonly MailFile[];
  readonly dkim: DkimKey | undefined;
}

/** What the message will have at least, for the server to refuse it before it is sent (RFC 1870). */
export function leastSizeOf({ text = '', html = '', files }: OutgoingMail): number {
  const encoded = files.reduce((sum, { bytes }) => sum + Math.floor((bytes * 4) / 3), 0);
  return encoded + text.length + html.length;
}
