import type { OperationContext } from '@jobwright/connector-sdk';
import { readAttachments } from './attachments.ts';
import { toPartlyRejected, toSendFailure } from './errors.ts';
import { toMessageId } from './message-id.ts';
import type { SendEmailInput, SendEmailOutput } from './send-email.schema.ts';
import { deliverMail, type OutgoingMail, type SmtpServer, type SmtpTimeouts } from './smtp-client.ts';

const TIMEOUTS: SmtpTimeouts = { connectMs: 10_000, greetingMs: 10_000, silenceMs: 30_000 };

/**
 * Sends one mail by SMTP (RFC 5321). The `Message-ID` is the same on each delivery of the job.
 * @throws ConnectorError, RetryableError with the codes of `errors.ts`; InputError for a bad attachment name
 */
export async function sendEmail(input: SendEmailInput, context: OperationContext): Promise<SendEmailOutput> {
  const server = toServer(input);
  const mail = await toMail(input, context);
  const delivery = await deliverMail(mail, {
    server,
    resources: context.resources,
    signal: context.signal,
  }).catch((error: unknown) => {
    throw toSendFailure(error, server);
  });
  if (delivery.rejected.length > 0) throw toPartlyRejected(delivery, { server, messageId: mail.messageId });
  context.logger.info({ messageId: mail.messageId, recipients: delivery.accepted.length }, 'Email sent');
  return { subject: mail.subject, sent: true, messageId: mail.messageId };
}

function toServer({ authentication, data: { smtpConfig } }: SendEmailInput): SmtpServer {
  const { smtpHost: host, smtpPort: port, smtpCryptographicProtocol: protection } = smtpConfig;
  const login = authentication.type === 'simple' ? authentication : undefined;
  return { host, port, protection, login, timeouts: TIMEOUTS };
}

async function toMail(
  { data: { smtpAction: action } }: SendEmailInput,
  context: OperationContext,
): Promise<OutgoingMail> {
  return {
    messageId: toMessageId(context.idempotencyKey, action.from),
    from: action.from,
    to: action.to,
    cc: action.cc ?? [],
    bcc: action.bcc ?? [],
    headers: action.headers ?? {},
    subject: action.subject,
    text: action.contentType === 'HTML' ? undefined : (action.body ?? ''),
    html: action.contentType === 'PLAIN' ? undefined : (action.htmlBody ?? ''),
    attachments: await readAttachments(action.attachments, {
      store: context.documents,
      signal: context.signal,
    }),
  };
}
