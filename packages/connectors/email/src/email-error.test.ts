import { ConnectorError, RetryableError } from '@jobwright/connector-sdk';
import { isTransient, type MailFailure, type MailServer } from '@jobwright/mail-client';
import { expect, it } from 'vitest';
import { type EmailErrorCode, emailErrors } from './errors.ts';
import { emailError } from './email-error.ts';

const server: MailServer = { protocol: 'IMAP', host: 'mail.example.com', port: 993 };
const smtp: MailServer = { protocol: 'SMTP', host: 'mail.example.com', port: 587 };
const answer = '5.0.0 No';
const reason = 'ECONNRESET';

const samples: { readonly [Kind in MailFailure['kind']]: Extract<MailFailure, { kind: Kind }> } = {
  blocked: { kind: 'blocked', server, reason: 'denied' },
  'host-not-found': { kind: 'host-not-found', server, reason },
  'host-lookup-timeout': { kind: 'host-lookup-timeout', server },
  'connection-failed': { kind: 'connection-failed', server, reason, answer: '' },
  'connection-refused': { kind: 'connection-refused', server: smtp, answer },
  timeout: { kind: 'timeout', server },
  'certificate-not-trusted': { kind: 'certificate-not-trusted', server, reason: 'CERT_HAS_EXPIRED' },
  'tls-not-offered': { kind: 'tls-not-offered', server },
  'tls-failed': { kind: 'tls-failed', server: smtp, reason: 'EPROTO' },
  'tls-interrupted': { kind: 'tls-interrupted', server: smtp },
  'login-refused': { kind: 'login-refused', server },
  'plain-text-login-refused': { kind: 'plain-text-login-refused', server },
  'limit-reached': { kind: 'limit-reached', server, limit: 'circuit', reason: 'it failed', retryAfterMs: 1 },
  'rate-limited': { kind: 'rate-limited', server, answer, retryAfterMs: undefined },
  'temporarily-refused': { kind: 'temporarily-refused', server: smtp, answer, retryAfterMs: 60_000 },
  'command-refused': { kind: 'command-refused', server, answer },
  'charset-refused': { kind: 'charset-refused', server, charsets: ['US-ASCII'] },
  'protocol-violated': { kind: 'protocol-violated', server, problem: 'an answer without end' },
  'folder-not-found': { kind: 'folder-not-found', server, folder: 'Orders' },
  'message-not-found': { kind: 'message-not-found', messageId: '<1@x>', folder: 'Orders' },
  'too-many-results': { kind: 'too-many-results', count: 10_001, limit: 10_000 },
  'message-unreadable': { kind: 'message-unreadable', reason: 'it has more than 500 parts' },
  'attachment-not-stored': { kind: 'attachment-not-stored', fileName: 'a.pdf', isFinal: false },
  'content-invalid': { kind: 'content-invalid', field: 'subject', problem: 'It holds a line break' },
  'attachments-too-large': { kind: 'attachments-too-large', maxBytes: 26_214_400 },
  'address-not-supported': { kind: 'address-not-supported', server: smtp, address: 'jürgen@example.com' },
  'sender-refused': { kind: 'sender-refused', server: smtp, answer },
  'recipients-refused': {
    kind: 'recipients-refused',
    server: smtp,
    refusals: [{ address: 'bob@example.com', response: answer, retryAfterMs: undefined }],
  },
  'mail-too-large': { kind: 'mail-too-large', server: smtp, answer },
  'mail-refused': { kind: 'mail-refused', server: smtp, answer },
  'delivery-uncertain': {
    kind: 'delivery-uncertain',
    server: smtp,
    reason: 'unanswered',
    messageId: '<1@x>',
    retries: 3,
  },
};

it.each(Object.values(samples))('$kind is tried again exactly where trying again may help', (failure) => {
  expect(emailError(failure, undefined).kind === 'retryable').toBe(isTransient(failure));
});

const codes: Readonly<Record<MailFailure['kind'], EmailErrorCode | 'INPUT_INVALID'>> = {
  blocked: 'EMAIL_BLOCKED',
  'host-not-found': 'EMAIL_HOST_NOT_FOUND',
  'host-lookup-timeout': 'EMAIL_TIMEOUT',
  'connection-failed': 'EMAIL_CONNECTION_FAILED',
  'connection-refused': 'EMAIL_REJECTED',
  timeout: 'EMAIL_TIMEOUT',
  'certificate-not-trusted': 'EMAIL_CERTIFICATE_NOT_TRUSTED',
  'tls-not-offered': 'EMAIL_TLS_NOT_AVAILABLE',
  'tls-failed': 'EMAIL_TLS_NOT_AVAILABLE',
  'tls-interrupted': 'EMAIL_CONNECTION_FAILED',
  'login-refused': 'EMAIL_AUTHENTICATION_FAILED',
  'plain-text-login-refused': 'EMAIL_AUTHENTICATION_FAILED',
  'limit-reached': 'EMAIL_CIRCUIT_OPEN',
  'rate-limited': 'EMAIL_RATE_LIMITED',
  'temporarily-refused': 'EMAIL_TEMPORARILY_REFUSED',
  'command-refused': 'EMAIL_SERVER_REFUSED',
  'charset-refused': 'EMAIL_SERVER_REFUSED',
  'protocol-violated': 'EMAIL_PROTOCOL_ERROR',
  'folder-not-found': 'EMAIL_MAILBOX_NOT_FOUND',
  'message-not-found': 'EMAIL_MESSAGE_NOT_FOUND',
  'too-many-results': 'EMAIL_TOO_MANY_RESULTS',
  'message-unreadable': 'EMAIL_MESSAGE_UNREADABLE',
  'attachment-not-stored': 'EMAIL_ATTACHMENT_NOT_STORED',
  'content-invalid': 'INPUT_INVALID',
  'attachments-too-large': 'EMAIL_ATTACHMENTS_TOO_LARGE',
  'address-not-supported': 'EMAIL_ADDRESS_NOT_SUPPORTED',
  'sender-refused': 'EMAIL_SENDER_REJECTED',
  'recipients-refused': 'EMAIL_RECIPIENT_REJECTED',
  'mail-too-large': 'EMAIL_TOO_LARGE',
  'mail-refused': 'EMAIL_REJECTED',
  'delivery-uncertain': 'EMAIL_DELIVERY_UNCERTAIN',
};

it.each(Object.values(samples))('$kind has its code, and names the server it is about', (failure) => {
  const { code, message } = emailError(failure, new Error('socket hang up'));
  expect(code).toBe(codes[failure.kind]);
  if ('server' in failure) expect(message).toContain(failure.server.host);
  expect(message).not.toMatch(/undefined|\[object/);
});

it('every code of the table but two comes from a failure of the client', () => {
  const others = new Set<string>(Object.keys(emailErrors.table));
  for (const code of Object.values(codes)) others.delete(code);
  // Some recipients were refused; the effect log of the runtime.
  expect([...others]).toEqual(['EMAIL_PARTIALLY_REJECTED', 'EFFECT_LOG_UNAVAILABLE']);
});

it('an attachment that the store refuses for good is not tried again, else it is', () => {
  const failure = { ...samples['attachment-not-stored'], isFinal: true };
  const cause = new ConnectorError({ code: 'DOCUMENT_TOO_LARGE', message: 'It is larger than 1 MB' });
  expect(emailError(failure, cause)).toBeInstanceOf(ConnectorError);
  expect(emailError(failure, cause).message).toContain('(DOCUMENT_TOO_LARGE): It is larger than 1 MB');
  expect(emailError(samples['attachment-not-stored'], cause)).toBeInstanceOf(RetryableError);
});

it('how long a server asks to wait, and what broke, are kept', () => {
  const cause = new Error('socket hang up');
  const error = emailError(samples['temporarily-refused'], cause);
  expect(error).toMatchObject({ retryAfterMs: 60_000, cause });
});
