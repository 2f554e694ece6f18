import {
  ConnectorError,
  isConnectorFailure,
  type JsonObject,
  RetryableError,
} from '@jobwright/connector-sdk';
import { z } from 'zod';
import type { MailLogin } from '../network/login.ts';
import { toPlace } from '../network/mail-server.ts';
import type { SmtpServer } from './smtp-server.ts';
import { UnicodeAddressRefused } from './unicode-addresses.ts';
import { isCertificateCode, isTlsCode } from '../network/tls-failure.ts';

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

/** Where a mail was to go, and by which login. */
export interface SendPlace {
  readonly server: SmtpServer;
  readonly login: MailLogin | undefined;
}

/** Says what to do about a mail that was not sent. The server's answer is in the message, but never after a login. */
export function toSendFailure(cause: unknown, { server, login }: SendPlace): unknown {
  if (isConnectorFailure(cause)) return cause;
  if (cause instanceof UnicodeAddressRefused) {
    const message = `${toPlace(server)} takes no address with characters beyond ASCII before the @ (it has no SMTPUTF8), and nothing was sent: ${cause.address}`;
    return new ConnectorError({ code: 'EMAIL_ADDRESS_NOT_SUPPORTED', message, cause });
  }
  const parsed = smtpError.safeParse(cause);
  if (!parsed.success) return cause;
  const error = parsed.data;
  const at = toPlace(server);
  const answer = toAnswer(error, login);
  const giveUp = (code: string, message: string, variables: JsonObject = {}): Failure =>
    new ConnectorError({ code, message, variables, cause });
  const retry = (code: string, message: string, retryAfterMs = 0): Failure =>
    new RetryableError({ code, message, retryAfterMs, cause });

  if (isTemporary(error)) {
    const said = error.code === 'EAUTH' ? '' : answer;
    const retryAfterMs = toRetryAfterMs(error.response);
    if (isRateLimited(error))
      return retry('EMAIL_RATE_LIMITED', `${at} takes no more for now${said}`, retryAfterMs);
    return retry('EMAIL_TEMPORARILY_REFUSED', `${at} refused for now${said}`, retryAfterMs);
  }
  switch (error.code) {
    case 'EAUTH':
      return giveUp(
        'EMAIL_AUTHENTICATION_FAILED',
        `${at} did not accept the login; check username, password and whether this account may send by SMTP`,
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
      return toEnvelopeFailure(error, { at, answer, login, giveUp });
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

/** Whether the server had the whole mail and then refused it: nobody has got it. */
export function isRefusedAfterData(cause: unknown): boolean {
  const { data } = smtpError.safeParse(isConnectorFailure(cause) ? cause.cause : cause);
  return data?.code === 'EMESSAGE' && data.responseCode !== undefined;
}

function toEnvelopeFailure(
  error: SmtpError,
  { at, answer, login, giveUp }: Describe & { readonly login: MailLogin | undefined },
): Failure {
  if (error.rejectedErrors !== undefined && error.rejectedErrors.length > 0) {
    const rejected = toRefusals(error.rejectedErrors, login).map(toRejected);
    return giveUp(
      'EMAIL_RECIPIENT_REJECTED',
      `${at} refused every recipient: ${describeRejected(rejected)}`,
      {
        rejected,
      },
    );
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

export interface Rejected extends JsonObject {
  readonly address: string;
  readonly response: string;
}

/** A recipient that the server did not take. */
export interface Refusal {
  readonly address: string;
  readonly response: string;
  /** Where it may take the recipient later. */
  readonly retryAfterMs: number | undefined;
}

export function toRefusals(errors: readonly unknown[], login: MailLogin | undefined): readonly Refusal[] {
  return errors.flatMap((each) => {
    const { data } = smtpError.safeParse(each);
    if (data === undefined) return [];
    const response = toAnswer(data, login).replace(/^: /, '');
    const retryAfterMs = isTemporary(data) ? toRetryAfterMs(data.response) : undefined;
    return [{ address: data.recipient ?? '', response, retryAfterMs }];
  });
}

export const toRejected = ({ address, response }: Refusal): Rejected => ({ address, response });

export const describeRejected = (rejected: readonly Rejected[]): string => {
  const shown = rejected.slice(0, 5).map(({ address, response }) => `${address} (${response})`);
  return (
    shown.join(', ') + (rejected.length > shown.length ? ` and ${rejected.length - shown.length} more` : '')
  );
};

/** 4yz answers are temporary (RFC 5321, 4.2.1); a 503 to a mail says that the session, not the mail, was wrong. */
const isTemporary = ({ code, responseCode = 0 }: SmtpError): boolean =>
  (responseCode >= 400 && responseCode < 500) ||
  (responseCode === 503 && (code === 'EENVELOPE' || code === 'EMESSAGE'));

/** No code says so for all servers; these words do. */
const isRateLimited = ({ response }: SmtpError): boolean =>
  /\b(rate|too many|too fast|throttl\w*|quota|slow down)\b/i.test(response ?? '');

const GREYLISTED_MS = 300_000;
const REFUSED_MS = 60_000;
const MAX_RETRY_AFTER_MS = 3_600_000;

/** How long the server asks to wait, else what is usual: greylisting lets nothing through for minutes. */
function toRetryAfterMs(response = ''): number {
  const [, count, unit] = /\b(?:in|for|after) (\d{1,5}) ?(s|m)/i.exec(response) ?? [];
  const asked = Number(count ?? 0) * (unit?.toLowerCase() === 'm' ? 60_000 : 1_000);
  if (asked > 0) return Math.min(asked, MAX_RETRY_AFTER_MS);
  return /gr[ae]y-?list/i.test(response) ? GREYLISTED_MS : REFUSED_MS;
}

/**
 * 552 is also a full mailbox, which has the enhanced code 5.2.2 (RFC 3463). Without an answer it was the limit that the server told
 * before (RFC 1870).
 */
const isTooLarge = ({ code, response, responseCode }: SmtpError): boolean =>
  responseCode === undefined
    ? code === 'EMESSAGE'
    : responseCode === 552 && !/^552[ -]5\.2\.2/.test(response ?? '');

function toAnswer({ response }: SmtpError, login: MailLogin | undefined): string {
  if (response === undefined) return '';
  const line = response.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim();
  return `: ${(login === undefined ? line : line.replaceAll(toSecret(login), '***')).slice(0, 200)}`;
}

const toSecret = (login: MailLogin): string =>
  login.kind === 'password' ? login.password : login.accessToken;
