import { z } from 'zod';
import { isKnownFailure, MailError, type MailFailure } from '../mail-failure.ts';
import type { MailLogin } from '../network/login.ts';
import { isCertificateCode, isTlsCode } from '../network/tls-failure.ts';
import type { Refusal } from './refusal.ts';
import type { SmtpServer } from './smtp-server.ts';
import { UnicodeAddressRefused } from './unicode-addresses.ts';

/** The properties of nodemailer's errors that matter here. */
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

/** Where a mail was to go, and by which login. */
export interface SmtpTarget {
  readonly server: SmtpServer;
  readonly login: MailLogin | undefined;
}

/**
 * Maps an error of nodemailer to a failure of this client, with the server's answer, but never the answer to
 * a login.
 */
export function sendFailure(cause: unknown, { server, login }: SmtpTarget): unknown {
  if (isKnownFailure(cause)) return cause;
  if (cause instanceof UnicodeAddressRefused)
    return new MailError({ kind: 'address-not-supported', server, address: cause.address }, cause);
  const parsed = smtpError.safeParse(cause);
  if (!parsed.success) return cause;
  const error = parsed.data;
  const answer = answerText(error, login);

  if (isTemporary(error)) {
    const kind = isRateLimited(error) ? 'rate-limited' : 'temporarily-refused';
    const said = error.code === 'EAUTH' ? '' : answer;
    return new MailError(
      { kind, server, answer: said, retryAfterMs: readRetryAfterMs(error.response) },
      cause,
    );
  }
  switch (error.code) {
    case 'EAUTH':
      return new MailError({ kind: 'login-refused', server }, cause);
    case 'ETIMEDOUT':
      return new MailError({ kind: 'timeout', server }, cause);
    case 'ETLS':
      return new MailError(
        { kind: error.response === undefined ? 'tls-interrupted' : 'tls-not-offered', server },
        cause,
      );
    case 'EENVELOPE':
      return new MailError(envelopeFailure(error, { server, login }), cause);
    case 'EMESSAGE':
      return new MailError(
        { kind: isTooLarge(error) ? 'mail-too-large' : 'mail-refused', server, answer },
        cause,
      );
    case 'ESOCKET':
    case 'ECONNECTION':
    case 'EPROTOCOL':
      return new MailError(connectionFailure(error, { server, login }), cause);
    default:
      return cause;
  }
}

/** Whether the server had the whole mail and then refused it: nobody has got it. */
export function isRefusedAfterData(thrown: unknown): boolean {
  const { data } = smtpError.safeParse(isKnownFailure(thrown) ? thrown.cause : thrown);
  return data?.code === 'EMESSAGE' && data.responseCode !== undefined;
}

function envelopeFailure(error: SmtpError, { server, login }: SmtpTarget): MailFailure {
  if (error.rejectedErrors !== undefined && error.rejectedErrors.length > 0)
    return { kind: 'recipients-refused', server, refusals: readRefusals(error.rejectedErrors, login) };
  const answer = answerText(error, login);
  if (isTooLarge(error)) return { kind: 'mail-too-large', server, answer };
  return { kind: error.command === 'MAIL FROM' ? 'sender-refused' : 'mail-refused', server, answer };
}

function connectionFailure(error: SmtpError, { server, login }: SmtpTarget): MailFailure {
  const reason = error.originalCode ?? '';
  if (isCertificateCode(reason)) return { kind: 'certificate-not-trusted', server, reason };
  if (isTlsCode(reason)) return { kind: 'tls-failed', server, reason };
  const answer = answerText(error, login);
  return error.responseCode !== undefined && error.responseCode >= 500
    ? { kind: 'connection-refused', server, answer }
    : { kind: 'connection-failed', server, reason, answer };
}

/** The recipients that these errors are about. */
export function readRefusals(errors: readonly unknown[], login: MailLogin | undefined): readonly Refusal[] {
  return errors.flatMap((each) => {
    const { data } = smtpError.safeParse(each);
    if (data === undefined) return [];
    const response = answerText(data, login);
    const retryAfterMs = isTemporary(data) ? readRetryAfterMs(data.response) : undefined;
    return [{ address: data.recipient ?? '', response, retryAfterMs }];
  });
}

/**
 * 4yz answers are temporary (RFC 5321, 4.2.1); a 503 to a mail says that the session, not the mail, was
 * wrong.
 */
const isTemporary = ({ code, responseCode = 0 }: SmtpError): boolean =>
  (responseCode >= 400 && responseCode < 500) ||
  (responseCode === 503 && (code === 'EENVELOPE' || code === 'EMESSAGE'));

/** No code means this for all servers; these words do. */
const isRateLimited = ({ response }: SmtpError): boolean =>
  /\b(rate|too many|too fast|throttl\w*|quota|slow down)\b/i.test(response ?? '');

const GREYLISTED_MS = 300_000;
const REFUSED_MS = 60_000;
const MAX_RETRY_AFTER_MS = 3_600_000;

/** How long the server asks to wait, else what is usual: greylisting lets nothing through for minutes. */
function readRetryAfterMs(response = ''): number {
  const [, count, unit] = /\b(?:in|for|after) (\d{1,5}) ?(s|m)/i.exec(response) ?? [];
  const asked = Number(count ?? 0) * (unit?.toLowerCase() === 'm' ? 60_000 : 1_000);
  if (asked > 0) return Math.min(asked, MAX_RETRY_AFTER_MS);
  return /gr[ae]y-?list/i.test(response) ? GREYLISTED_MS : REFUSED_MS;
}

/**
 * 552 is also a full mailbox, which has the enhanced code 5.2.2 (RFC 3463). Without an answer it was the
 * limit that the server had announced (RFC 1870).
 */
const isTooLarge = ({ code, response, responseCode }: SmtpError): boolean =>
  responseCode === undefined
    ? code === 'EMESSAGE'
    : responseCode === 552 && !/^552[ -]5\.2\.2/.test(response ?? '');

function answerText({ response }: SmtpError, login: MailLogin | undefined): string {
  if (response === undefined) return '';
  const line = response.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim();
  return (login === undefined ? line : line.replaceAll(secretOf(login), '***')).slice(0, 200);
}

const secretOf = (login: MailLogin): string =>
  login.kind === 'password' ? login.password : login.accessToken;
