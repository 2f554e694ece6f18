import {
  type ConnectorFailure,
  InputError,
  isConnectorFailure,
  type JsonObject,
} from '@jobwright/connector-sdk';
import type { MailFailure, MailServer, Refusal, SentMail } from '@jobwright/mail-client';
import { emailErrors } from './errors.ts';

/**
 * What a failure of the mail client means for the job: its code, whether it is tried again, and what people
 * read.
 */
export function emailError(failure: MailFailure, cause: unknown): ConnectorFailure {
  switch (failure.kind) {
    case 'blocked':
      return emailErrors.EMAIL_BLOCKED({
        message: `${at(failure)} may not be reached from here: ${failure.reason}`,
      });
    case 'host-not-found': {
      const { host, protocol } = failure.server;
      return emailErrors.EMAIL_HOST_NOT_FOUND({
        message: `The host name ${host} could not be resolved (${failure.reason}); check the ${protocol} host`,
        cause,
      });
    }
    case 'host-lookup-timeout':
      return emailErrors.EMAIL_TIMEOUT({
        message: `The host name ${failure.server.host} was not resolved in time`,
        cause,
      });
    case 'connection-failed':
      return emailErrors.EMAIL_CONNECTION_FAILED({
        message: `The connection to ${at(failure)} failed${failure.reason === '' ? said(failure) : ` (${failure.reason})`}`,
        cause,
      });
    case 'connection-refused':
      return emailErrors.EMAIL_REJECTED({
        message: `${at(failure)} refused the connection${said(failure)}`,
        cause,
      });
    case 'timeout':
      return emailErrors.EMAIL_TIMEOUT({ message: `${at(failure)} did not answer in time`, cause });
    case 'certificate-not-trusted':
      return emailErrors.EMAIL_CERTIFICATE_NOT_TRUSTED({
        message: `The certificate of ${at(failure)} is not trusted (${failure.reason}); for a private authority set NODE_EXTRA_CA_CERTS`,
        cause,
      });
    case 'tls-not-offered':
      return emailErrors.EMAIL_TLS_NOT_AVAILABLE({ message: tlsMessage(failure.server), cause });
    case 'tls-failed':
      return emailErrors.EMAIL_TLS_NOT_AVAILABLE({
        message: `No TLS with ${at(failure)} (${failure.reason}); for a port that starts in plain text choose TLS instead of SSL`,
        cause,
      });
    case 'tls-interrupted':
      return emailErrors.EMAIL_CONNECTION_FAILED({
        message: `The TLS handshake with ${at(failure)} broke off`,
        cause,
      });
    case 'login-refused': {
      const { protocol } = failure.server;
      const use = protocol === 'SMTP' ? 'send by SMTP' : `use ${protocol}`;
      return emailErrors.EMAIL_AUTHENTICATION_FAILED({
        message: `${at(failure)} did not accept the login; check username, password and whether this account may ${use}`,
        cause,
      });
    }
    case 'plain-text-login-refused':
      return emailErrors.EMAIL_AUTHENTICATION_FAILED({
        message: `${at(failure)} takes no password without encryption; choose TLS or SSL`,
      });
    case 'limit-reached': {
      const { retryAfterMs } = failure;
      const message = `${at(failure)} was left alone: ${failure.reason}`;
      return failure.limit === 'circuit'
        ? emailErrors.EMAIL_CIRCUIT_OPEN({ message, retryAfterMs })
        : emailErrors.EMAIL_RATE_LIMITED({ message, retryAfterMs });
    }
    case 'rate-limited': {
      const asks = failure.server.protocol === 'SMTP' ? 'takes no more for now' : 'asks to slow down';
      return emailErrors.EMAIL_RATE_LIMITED({
        message: `${at(failure)} ${asks}${said(failure)}`,
        ...givenRetryAfter(failure),
        cause,
      });
    }
    case 'temporarily-refused':
      return emailErrors.EMAIL_TEMPORARILY_REFUSED({
        message: `${at(failure)} refused for now${said(failure)}`,
        ...givenRetryAfter(failure),
        cause,
      });
    case 'command-refused':
      return emailErrors.EMAIL_SERVER_REFUSED({
        message: `${at(failure)} refused the command${said(failure)}`,
        cause,
      });
    case 'charset-refused': {
      const { charsets } = failure;
      const known = charsets.length === 0 ? '' : `: it knows the charsets ${charsets.join(', ')}`;
      return emailErrors.EMAIL_SERVER_REFUSED({
        message: `${at(failure)} cannot search for characters beyond ASCII${known.slice(0, 202)}`,
        cause,
      });
    }
    case 'protocol-violated':
      return emailErrors.EMAIL_PROTOCOL_ERROR({
        message: `${at(failure)} does not speak ${failure.server.protocol}: ${failure.problem}`,
        cause,
      });
    case 'folder-not-found':
      return emailErrors.EMAIL_MAILBOX_NOT_FOUND({
        message: `There is no folder ${JSON.stringify(failure.folder)} that this login may open on ${at(failure)}`,
      });
    case 'message-not-found':
      return emailErrors.EMAIL_MESSAGE_NOT_FOUND({
        message: `There is no email with the Message-ID ${failure.messageId} in ${JSON.stringify(failure.folder)}; it may have been moved or deleted`,
      });
    case 'too-many-results':
      return emailErrors.EMAIL_TOO_MANY_RESULTS({
        message: `${failure.count} emails are too many for a process variable: at most ${failure.limit} are given; ask for fewer`,
      });
    case 'message-unreadable':
      return emailErrors.EMAIL_MESSAGE_UNREADABLE({
        message: `The email cannot be taken apart: ${failure.reason}`,
        cause,
      });
    case 'attachment-not-stored': {
      const reason = isConnectorFailure(cause) ? `${cause.code}): ${cause.message}` : 'unexpected failure)';
      return emailErrors.EMAIL_ATTACHMENT_NOT_STORED({
        message: `Failed to upload attachment '${failure.fileName}' to document store (${reason}`,
        retry: !failure.isFinal,
        cause,
      });
    }
    case 'content-invalid':
      return new InputError([{ path: `data.smtpAction.${failure.field}`, message: failure.problem }]);
    case 'attachments-too-large':
      return emailErrors.EMAIL_ATTACHMENTS_TOO_LARGE({
        message: `The attachments are larger than ${failure.maxBytes / 1024 / 1024} MB together; nothing was sent. Send a link, or fewer documents`,
      });
    case 'address-not-supported':
      return emailErrors.EMAIL_ADDRESS_NOT_SUPPORTED({
        message: `${at(failure)} takes no address with characters beyond ASCII before the @ (it has no SMTPUTF8), and nothing was sent: ${failure.address}`,
        cause,
      });
    case 'sender-refused':
      return emailErrors.EMAIL_SENDER_REJECTED({
        message: `${at(failure)} refused the sender${said(failure)}`,
        cause,
      });
    case 'recipients-refused': {
      const rejected = failure.refusals.map(rejectedRecipient);
      return emailErrors.EMAIL_RECIPIENT_REJECTED({
        message: `${at(failure)} refused every recipient: ${describe(rejected)}`,
        variables: { rejected },
        cause,
      });
    }
    case 'mail-too-large':
      return emailErrors.EMAIL_TOO_LARGE({
        message: `${at(failure)} refused the mail as too large${said(failure)}`,
        cause,
      });
    case 'mail-refused':
      return emailErrors.EMAIL_REJECTED({
        message: `${at(failure)} refused the mail${said(failure)}`,
        cause,
      });
    case 'delivery-uncertain': {
      const { messageId, retries } = failure;
      const reason =
        failure.reason === 'unanswered'
          ? 'nobody knows whether the server took it'
          : 'another worker sends it';
      return emailErrors.EMAIL_DELIVERY_UNCERTAIN({
        message: `The mail was handed to ${at(failure)}, and ${reason}: look there for its Message-ID ${messageId}. If it did not arrive, give the job retries (any number but ${retries}) and it is sent again`,
        variables: { messageId },
        cause,
      });
    }
  }
}

/**
 * Some recipients got the mail, others not. Those that were refused for now are tried again, where it is
 * remembered for certain who has the mail already.
 */
export function partlyRejectedError(
  { accepted, refusals }: SentMail,
  { messageId, isRemembered }: { readonly messageId: string; readonly isRemembered: boolean },
): ConnectorFailure {
  const rejected = refusals.map(rejectedRecipient);
  const facts = {
    message: `The mail was sent to ${accepted.length} recipients, but ${rejected.length} were refused: ${describe(rejected)}`,
    variables: { messageId, accepted, rejected },
  };
  const retryAfterMs = refusals.find((each) => each.retryAfterMs !== undefined)?.retryAfterMs;
  return retryAfterMs === undefined || !isRemembered
    ? emailErrors.EMAIL_PARTIALLY_REJECTED(facts)
    : emailErrors.EMAIL_TEMPORARILY_REFUSED({ retryAfterMs, ...facts });
}

const at = ({ server: { host, port } }: { readonly server: MailServer }): string => `${host}:${port}`;

const said = ({ answer }: { readonly answer: string }): string => (answer === '' ? '' : `: ${answer}`);

const givenRetryAfter = ({ retryAfterMs }: { readonly retryAfterMs: number | undefined }) =>
  retryAfterMs === undefined ? {} : { retryAfterMs };

const tlsMessage = (server: MailServer): string =>
  server.protocol === 'SMTP'
    ? `${at({ server })} does not offer STARTTLS, and nothing is sent in plain text; use a server that does, or choose SSL or NONE`
    : `${at({ server })} offers no encryption, and nothing is said in plain text; use a server that does, or choose NONE`;

interface Rejected extends JsonObject {
  readonly address: string;
  readonly response: string;
}

const rejectedRecipient = ({ address, response }: Refusal): Rejected => ({ address, response });

const describe = (rejected: readonly Rejected[]): string => {
  const shown = rejected.slice(0, 5).map(({ address, response }) => `${address} (${response})`);
  return (
    shown.join(', ') + (rejected.length > shown.length ? ` and ${rejected.length - shown.length} more` : '')
  );
};
