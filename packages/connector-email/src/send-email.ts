import { type OperationContext, toPath } from '@jobwright/connector-sdk';
import { composeBody } from './body/compose-body.ts';
import { composeCalendar } from './body/compose-calendar.ts';
import { toPartlyRejected, toSendFailure } from './errors.ts';
import type { MailLogin } from './login.ts';
import { type Mailbox, toComparable } from './mailbox.ts';
import { toMessageId } from './message-id.ts';
import type { SendEmailInput, SendEmailOutput, SmtpAction } from './send-email.schema.ts';
import { type FileToOpen, openMailFiles } from './smtp/mail-files.ts';
import type { OutgoingMail } from './smtp/outgoing-mail.ts';
import { sendOnce } from './smtp/send-once.ts';
import { deliverMail, type SmtpServer, type SmtpTimeouts } from './smtp/smtp-client.ts';

const TIMEOUTS: SmtpTimeouts = { connectMs: 20_000, greetingMs: 30_000, silenceMs: 120_000 };

/**
 * Sends one mail by SMTP (RFC 5321), once: to those whom no earlier delivery of the job has sent it. The `Message-ID` is the same on each.
 * @throws ConnectorError, RetryableError with the codes of `errors.ts`; InputError for a bad attachment name
 */
export async function sendEmail(input: SendEmailInput, context: OperationContext): Promise<SendEmailOutput> {
  const { resources, signal, effects, logger } = context;
  const server = toServer(input);
  const mail = await toMail(input, context);
  const { messageId, subject, recipients } = mail;
  const { whenUncertain } = input.data.smtpAction;
  const options = { context, messageId, whenUncertain, at: `${server.host}:${server.port}` };
  const sent = await sendOnce(recipients, options, (remaining, beforeEnd) =>
    deliverMail({ ...mail, recipients: remaining }, { server, resources, signal, beforeEnd }),
  ).catch((error: unknown) => {
    throw toSendFailure(error, server);
  });
  if (sent.rejectedErrors.length > 0)
    throw toPartlyRejected(sent, { server, messageId, isRemembered: effects.durable });
  logger.info({ messageId, recipients: sent.accepted.length }, 'Email sent');
  return { subject, sent: true, messageId };
}

function toServer({ authentication, data: { smtpConfig } }: SendEmailInput): SmtpServer {
  const { smtpHost: host, smtpPort: port, smtpCryptographicProtocol: protection } = smtpConfig;
  return { host, port, protection, login: toLogin(authentication), timeouts: TIMEOUTS };
}

function toLogin(authentication: SendEmailInput['authentication']): MailLogin | undefined {
  switch (authentication.type) {
    case 'simple':
      return { kind: 'password', username: authentication.username, password: authentication.password };
    case 'bearer':
      return { kind: 'oauth2', username: authentication.username, accessToken: authentication.token };
    case 'noAuth':
      return undefined;
  }
}

async function toMail(
  { data: { smtpAction: action, smtpConfig } }: SendEmailInput,
  { documents: store, idempotencyKey, signal }: OperationContext,
): Promise<OutgoingMail> {
  const { from, to, cc = [], bcc = [], replyTo = [], headers, calendarEvent } = action;
  return {
    messageId: toMessageId(idempotencyKey, from),
    ...{ from, replyTo, to, cc, bcc },
    recipients: toEachOnce([...to, ...cc, ...bcc]),
    headers: headers ?? {},
    ...composeBody(action),
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
