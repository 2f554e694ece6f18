import type { OperationContext } from '@jobwright/connector-sdk';
import { sendMail, SMTP_TIMEOUTS, type SmtpServer } from '@jobwright/mail-client';
import { partlyRejectedError } from './email-error.ts';
import type { SendEmailInput, SendEmailOutput } from './send-email.schema.ts';
import { useMail } from './use-mail.ts';

/**
 * Sends one mail by SMTP, once: to those whom no earlier delivery of the job has sent it. The `Message-ID` is
 * the same on each.
 * @throws ConnectorError, RetryableError with the codes of `errors.ts`; InputError for a bad attachment name
 */
export async function sendEmail(input: SendEmailInput, context: OperationContext): Promise<SendEmailOutput> {
  const { authentication, data } = input;
  const { effects, logger } = context;
  const options = { server: smtpServerOf(data.smtpConfig), authentication, dkim: data.smtpConfig.dkim };
  const sent = await useMail(context, (mail) => sendMail(data.smtpAction, options, mail));
  const { messageId, subject } = sent;
  if (sent.refusals.length > 0) throw partlyRejectedError(sent, { messageId, isRemembered: effects.durable });
  logger.info({ messageId, recipients: sent.accepted.length }, 'Email sent');
  return { subject, sent: true, messageId };
}

const smtpServerOf = (config: SendEmailInput['data']['smtpConfig']): SmtpServer => ({
  protocol: 'SMTP',
  host: config.smtpHost,
  port: config.smtpPort,
  protection: config.smtpCryptographicProtocol,
  timeouts: SMTP_TIMEOUTS,
});
