import { type OperationContext, toPath } from '@jobwright/connector-sdk';
import {
  type SmtpAuthentication,
  composeBody,
  composeCalendar,
  type Refusal,
  toRefusals,
  toSendFailure,
  listHeaderMailboxes,
  type Mailbox,
  toComparable,
  toMessageId,
  type MailLogin,
  withLogin,
  toPlace,
  withinLimits,
  type FileToOpen,
  openMailFiles,
  type OutgoingMail,
  type SentMail,
  sendOnce,
  deliverMail,
  type DeliveryOptions,
  type SmtpServer,
  type SmtpTimeouts,
  findUnicodeAddress,
} from '@jobwright/mail-client';
import { toPartlyRejected } from './errors.ts';
import type { SendEmailInput, SendEmailOutput, SmtpAction } from './send-email.schema.ts';

const TIMEOUTS: SmtpTimeouts = { connectMs: 20_000, greetingMs: 30_000, silenceMs: 120_000 };

/**
 * Sends one mail by SMTP (RFC 5321), once: to those whom no earlier delivery of the job has sent it. The `Message-ID` is the same on each.
 * @throws ConnectorError, RetryableError with the codes of `errors.ts`; InputError for a bad attachment name
 */
export async function sendEmail(input: SendEmailInput, context: OperationContext): Promise<SendEmailOutput> {
  const { effects, logger } = context;
  const server = toServer(input);
  const mail = await toMail(input, context);
  const { messageId, subject, recipients } = mail;
  const { whenUncertain } = input.data.smtpAction;
  const options = { context, messageId, whenUncertain, at: toPlace(server) };
  const sent = await sendOnce(recipients, options, (remaining, beforeEnd) =>
    withSmtpLogin(input.authentication, context, (login) =>
      withinLimits(server, context, () =>
        deliver({ ...mail, recipients: remaining }, { server, login, context, beforeEnd }),
      ),
    ),
  );
  if (sent.refusals.length > 0) throw toPartlyRejected(sent, { messageId, isRemembered: effects.durable });
  logger.info({ messageId, recipients: sent.accepted.length }, 'Email sent');
  return { subject, sent: true, messageId };
}

function toServer({ data: { smtpConfig } }: SendEmailInput): SmtpServer {
  const { smtpHost: host, smtpPort: port, smtpCryptographicProtocol: protection } = smtpConfig;
  return { protocol: 'SMTP', host, port, protection, timeouts: TIMEOUTS };
}

const withSmtpLogin = <Answer>(
  authentication: SmtpAuthentication,
  context: OperationContext,
  work: (login: MailLogin | undefined) => Promise<Answer>,
): Promise<Answer> =>
  authentication.type === 'noAuth' ? work(undefined) : withLogin(authentication, context, work);

async function deliver(mail: OutgoingMail, options: DeliveryOptions): Promise<SentMail> {
  try {
    const { accepted, rejectedErrors } = await deliverMail(mail, options);
    const refusals = toRefusals(rejectedErrors, options.login);
    return { accepted, refusals: [...refusals, ...listForgotten(mail, { accepted, refusals })] };
  } catch (error) {
    throw toSendFailure(error, options);
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

async function toMail(
  { data: { smtpAction: action, smtpConfig } }: SendEmailInput,
  context: OperationContext,
): Promise<OutgoingMail> {
  const { documents: store, idempotencyKey, signal } = context;
  const { from, to, cc = [], bcc = [], replyTo = [], headers = {}, calendarEvent } = action;
  const mailboxes = [from, ...replyTo, ...to, ...cc, ...bcc, ...listHeaderMailboxes(headers)];
  return {
    messageId: toMessageId(idempotencyKey, from),
    ...{ from, replyTo, to, cc, headers },
    recipients: toEachOnce([...to, ...cc, ...bcc]),
    unicodeAddress: findUnicodeAddress(mailboxes.map(({ address }) => address)),
    ...(await composeBody(action, context)),
    calendar:
      calendarEvent && composeCalendar(calendarEvent, { from, recipients: [...to, ...cc], idempotencyKey }),
    files: await openMailFiles(listFiles(action), { store, signal }),
    dkim: smtpConfig.dkim,
  };
}

const listFiles = ({ attachments, inlineImages = {} }: SmtpAction): readonly FileToOpen[] => [
  ...attachments.map((document, index) => ({ document, path: `data.smtpAction.attachments[${index}]` })),
  ...Object.entries(inlineImages).map(([contentId, document]) => ({
    document,
    contentId,
    path: `data.smtpAction.${toPath(['inlineImages', contentId])}`,
  })),
];

const toEachOnce = (mailboxes: readonly Mailbox[]): readonly Mailbox[] => [
  ...new Map(mailboxes.map((mailbox) => [toComparable(mailbox.address), mailbox])).values(),
];
