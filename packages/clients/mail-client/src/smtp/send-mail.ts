import { loadOnce } from '@jobwright/concurrency';
import { type DocumentInput, toPath } from '@jobwright/connector-sdk';
import { type Mailbox, toComparable } from '../addresses/parse-mailboxes.ts';
import { type BodyFields, composeBody } from '../body/compose-body.ts';
import type { SmtpAuthentication } from '../fields/authentication.schema.ts';
import type { CalendarEvent } from '../fields/calendar-event.schema.ts';
import type { DkimKey } from '../fields/dkim.schema.ts';
import { listHeaderMailboxes } from '../fields/mail-fields.schema.ts';
import type { SendContext } from '../mail-context.ts';
import { type MailLogin, withLogin } from '../network/login.ts';
import { withinLimits } from '../network/within-limits.ts';
import { type FileToOpen, openMailFiles } from './mail-files.ts';
import { messageIdFor } from './message-id.ts';
import type { OutgoingMail } from './outgoing-mail.ts';
import type { Refusal } from './refusal.ts';
import { sendOnce } from './send-once.ts';
import type { SentMail } from './sent-mail.ts';
import type { DeliveryOptions } from './smtp-client.ts';
import { readRefusals, sendFailure } from './smtp-failure.ts';
import type { SmtpServer } from './smtp-server.ts';
import { findUnicodeAddress } from './unicode-addresses.ts';

/** A mail to send. At least one recipient in `to`, `cc` and `bcc` together. */
export interface MailToSend extends BodyFields {
  readonly from: Mailbox;
  readonly to: readonly Mailbox[];
  readonly cc?: readonly Mailbox[] | undefined;
  /** No recipient sees them. */
  readonly bcc?: readonly Mailbox[] | undefined;
  readonly replyTo?: readonly Mailbox[] | undefined;
  /** Additional headers, as `mailHeaders` checks them. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly calendarEvent?: CalendarEvent | undefined;
  /** Read from `documents` of the context; with the images 25 MB at most. */
  readonly attachments?: readonly DocumentInput[] | undefined;
  /** Content id to image; the HTML shows it with `<img src="cid:logo">`. */
  readonly inlineImages?: Readonly<Record<string, DocumentInput>> | undefined;
  /** What to do when an earlier call with the same key may have sent it. Default: FAIL. */
  readonly whenUncertain?: 'FAIL' | 'SEND_AGAIN' | undefined;
}

/** Where a mail goes out, and how. */
export interface SendMailOptions {
  readonly server: SmtpServer;
  readonly authentication: SmtpAuthentication;
  /** Signs the mail (RFC 6376). Default: it is not signed. */
  readonly dkim?: DkimKey | undefined;
}

/** What was sent, and to whom. */
export interface MailReceipt extends SentMail {
  /** After template variables were filled in. */
  readonly subject: string;
  /** With its angle brackets. */
  readonly messageId: string;
}

/**
 * Sends one mail by SMTP (RFC 5321), once: to those whom no earlier call with the same `idempotencyKey` has
 * sent it. The `Message-ID` is the same on each. Recipients that the server refuses, while others got the
 * mail, are in the answer.
 * @throws MailError; failures of the token endpoint and of `documents`
 */
export async function sendMail(
  mail: MailToSend,
  { server, authentication, dkim }: SendMailOptions,
  context: SendContext,
): Promise<MailReceipt> {
  const outgoing = await buildOutgoingMail(mail, { dkim, context });
  const { messageId, subject, recipients } = outgoing;
  const options = { context, messageId, whenUncertain: mail.whenUncertain ?? 'FAIL', server };
  const sent = await sendOnce(recipients, options, (remaining, beforeEnd) =>
    withSmtpLogin(authentication, context, (login) =>
      withinLimits(server, context, () =>
        deliver({ ...outgoing, recipients: remaining }, { server, login, context, beforeEnd }),
      ),
    ),
  );
  return { ...sent, messageId, subject };
}

const withSmtpLogin = <Answer>(
  authentication: SmtpAuthentication,
  context: SendContext,
  work: (login: MailLogin | undefined) => Promise<Answer>,
): Promise<Answer> =>
  authentication.type === 'noAuth' ? work(undefined) : withLogin(authentication, context, work);

/** Loaded with the first mail, as they are large. */
const loadSmtpClient = loadOnce(() => import('./smtp-client.ts'));
const loadCalendar = loadOnce(() => import('../body/compose-calendar.ts'));

async function deliver(mail: OutgoingMail, options: DeliveryOptions): Promise<SentMail> {
  const { deliverMail } = await loadSmtpClient();
  try {
    const { accepted, rejectedErrors } = await deliverMail(mail, options);
    const refusals = readRefusals(rejectedErrors, options.login);
    return { accepted, refusals: [...refusals, ...listForgotten(mail, { accepted, refusals })] };
  } catch (error) {
    throw sendFailure(error, options);
  }
}

/** Whoever is neither accepted nor refused has not got the mail, whatever the reason. */
function listForgotten({ recipients }: OutgoingMail, { accepted, refusals }: SentMail): readonly Refusal[] {
  const known = new Set([...accepted, ...refusals.map(({ address }) => address)].map(toComparable));
  return recipients.flatMap(({ address }) =>
    known.has(toComparable(address))
      ? []
      : [{ address, response: 'it was not handed to the server', retryAfterMs: undefined }],
  );
}

async function buildOutgoingMail(
  mail: MailToSend,
  { dkim, context }: { readonly dkim: DkimKey | undefined; readonly context: SendContext },
): Promise<OutgoingMail> {
  const { documents: store, idempotencyKey, signal } = context;
  const { from, to, cc = [], bcc = [], replyTo = [], headers = {}, calendarEvent } = mail;
  const mailboxes = [from, ...replyTo, ...to, ...cc, ...bcc, ...listHeaderMailboxes(headers)];
  return {
    messageId: messageIdFor(idempotencyKey, from),
    ...{ from, replyTo, to, cc, headers },
    recipients: uniqueMailboxes([...to, ...cc, ...bcc]),
    unicodeAddress: findUnicodeAddress(mailboxes.map(({ address }) => address)),
    ...(await composeBody(mail, context)),
    calendar:
      calendarEvent &&
      (await loadCalendar()).composeCalendar(calendarEvent, {
        from,
        recipients: [...to, ...cc],
        idempotencyKey,
      }),
    files: await openMailFiles(listFiles(mail), { store, signal }),
    dkim,
  };
}

const listFiles = ({ attachments = [], inlineImages = {} }: MailToSend): readonly FileToOpen[] => [
  ...attachments.map((document, index) => ({ document, field: `attachments[${index}]` })),
  ...Object.entries(inlineImages).map(([contentId, document]) => ({
    document,
    contentId,
    field: toPath(['inlineImages', contentId]),
  })),
];

const uniqueMailboxes = (mailboxes: readonly Mailbox[]): readonly Mailbox[] => [
  ...new Map(mailboxes.map((mailbox) => [toComparable(mailbox.address), mailbox])).values(),
];
