import { ConnectorError, type JsonObject, RetryableError } from '@jobwright/connector-sdk';
import { z } from 'zod';
import type { Delivery, SmtpServer } from './smtp-client.ts';
import { isCertificateCode, isTlsCode } from './tls-failure.ts';

/** What nodemailer tells of a failure; everything else on its errors is left alone. */
const smtpError = z.object({
  code: z.string().optional(),
  /** The system's or OpenSSL's own code, e.g. ECONNREFUSED. */
  originalCode: z.string().optional(),
  command: z.string().optional(),
  response: z.string().optional(),
  responseCode: z.number().optional(),
  recipient: z.string().optional(),
  rejectedErrors: z.array(z.unknown()).optional(),
});

type SmtpError = z.output<typeof smtpError>;
type Failure = ConnectorError | RetryableError;

/** Says what to do about a mail that was not sent. The server's answer is in the message, but never after a login. */
export function toSendFailure(cause: unknown, server: SmtpServer): unknown {
  const parsed = smtpError.safeParse(cause);
  if (!parsed.success) return cause;
  const error = parsed.data;
  const at = `${server.host}:${server.port}`;
  const answer = toAnswer(error, server);
  const giveUp = (code: string, message: string, variables: JsonObject = {}): Failure =>
    new ConnectorError({ code, message, variables, cause });
  const retry = (code: string, message: string): Failure => new RetryableError({ code, message, cause });

  if (isTemporary(error))
    return retry('EMAIL_TEMPORARILY_REFUSED', `${at} refused for now${error.code === 'EAUTH' ? '' : answer}`);
  switch (error.code) {
    case 'EAUTH':
      return giveUp(
        'EMAIL_AUTHENTICATION_FAILED',
        `${at} did not accept the login; check username, password and whether this account may send by SMTP`,
      );
    case 'EDNS':
      return retry(
        'EMAIL_HOST_NOT_FOUND',
        `The host name ${server.host} could not be resolved (${error.originalCode ?? error.code}); check the SMTP host`,
      );
    case 'ETIMEDOUT':
      return retry('EMAIL_TIMEOUT', `${at} did not answer in time`);
    case 'ETLS':
      if (error.response === undefined)
        return retry('EMAIL_CONNECTION_FAILED', `The TLS handshake with ${at} broke off`);
      return giveUp(
        'EMAIL_TLS_NOT_AVAILABLE',
        `${at} does not offer STARTTLS, and nothing is sent in plain text; use a server that does, or choose SSL or NONE`,
      );
    case 'EENVELOPE':
      return toEnvelopeFailure(error, { at, answer, server, giveUp });
    case 'EMESSAGE':
      if (isTooLarge(error)) return giveUp('EMAIL_TOO_LARGE', `${at} refused the mail as too large${answer}`);
      return giveUp('EMAIL_REJECTED', `${at} refused the mail${answer}`);
    case 'ESOCKET':
    case 'ECONNECTION':
    case 'EPROTOCOL':
      return toConnectionFailure(error, { at, answer, giveUp, retry });
    default:
      return cause;
  }
}

interface Describe {
  readonly at: string;
  /** `: 550 5.1.1 No such user`, or nothing. */
  readonly answer: string;
  readonly giveUp: (code: string, message: string, variables?: JsonObject) => Failure;
}

function toEnvelopeFailure(
  error: SmtpError,
  { at, answer, server, giveUp }: Describe & { readonly server: SmtpServer },
): Failure {
  if (error.rejectedErrors !== undefined && error.rejectedErrors.length > 0) {
    const rejected = toRejected(error.rejectedErrors, server);
    return giveUp('EMAIL_RECIPIENT_REJECTED', `${at} refused every recipient: ${describe(rejected)}`, {
      rejected,
    });
  }
  if (isTooLarge(error)) return giveUp('EMAIL_TOO_LARGE', `${at} refused the mail as too large${answer}`);
  if (error.command === 'MAIL FROM')
    return giveUp('EMAIL_SENDER_REJECTED', `${at} refused the sender${answer}`);
  return giveUp('EMAIL_REJECTED', `${at} refused the mail${answer}`);
}

function toConnectionFailure(
  error: SmtpError,
  { at, answer, giveUp, retry }: Describe & { readonly retry: (code: string, message: string) => Failure },
): Failure {
  const reason = error.originalCode ?? '';
  if (isCertificateCode(reason)) {
    return giveUp(
      'EMAIL_CERTIFICATE_NOT_TRUSTED',
      `The certificate of ${at} is not trusted (${reason}); for a private authority set NODE_EXTRA_CA_CERTS`,
    );
  }
  if (isTlsCode(reason)) {
    return giveUp(
      'EMAIL_TLS_NOT_AVAILABLE',
      `No TLS with ${at} (${reason}); for a port that starts in plain text choose TLS instead of SSL`,
    );
  }
  if (error.responseCode !== undefined && error.responseCode >= 500) {
    return giveUp('EMAIL_REJECTED', `${at} refused the connection${answer}`);
  }
  return retry(
    'EMAIL_CONNECTION_FAILED',
    `The connection to ${at} failed${reason === '' ? answer : ` (${reason})`}`,
  );
}

/** Some recipients got the mail. A retry would send it to them again, so there is none. */
export function toPartlyRejected(
  delivery: Delivery,
  { server, messageId }: { readonly server: SmtpServer; readonly messageId: string },
): ConnectorError {
  const rejected = toRejected(delivery.rejectedErrors, server);
  return new ConnectorError({
    code: 'EMAIL_PARTIALLY_REJECTED',
    message: `The mail was sent to ${delivery.accepted.length} recipients, but ${rejected.length} were refused: ${describe(rejected)}`,
    variables: { messageId, accepted: delivery.accepted, rejected },
  });
}

interface Rejected extends JsonObject {
  readonly address: string;
  readonly response: string;
}

function toRejected(errors: readonly unknown[], server: SmtpServer): readonly Rejected[] {
  return errors.flatMap((each) => {
    const { data } = smtpError.safeParse(each);
    return data === undefined
      ? []
      : [{ address: data.recipient ?? '', response: toAnswer(data, server).replace(/^: /, '') }];
  });
}

const describe = (rejected: readonly Rejected[]): string => {
  const shown = rejected.slice(0, 5).map(({ address, response }) => `${address} (${response})`);
  return (
    shown.join(', ') + (rejected.length > shown.length ? ` and ${rejected.length - shown.length} more` : '')
  );
};

/** 4yz answers are temporary (RFC 5321, 4.2.1); a 503 to a mail says that the session, not the mail, was wrong. */
const isTemporary = ({ code, responseCode = 0 }: SmtpError): boolean =>
  (responseCode >= 400 && responseCode < 500) ||
  (responseCode === 503 && (code === 'EENVELOPE' || code === 'EMESSAGE'));

/** 552 is also a full mailbox, which has the enhanced code 5.2.2 (RFC 3463). */
const isTooLarge = ({ response, responseCode }: SmtpError): boolean =>
  responseCode === 552 && !/^552[ -]5\.2\.2/.test(response ?? '');

function toAnswer({ response }: SmtpError, { login }: SmtpServer): string {
  if (response === undefined) return '';
  const line = response.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim();
  return `: ${(login === undefined ? line : line.replaceAll(login.password, '***')).slice(0, 200)}`;
}
