import { defineErrors, type ErrorCodeOf } from '@jobwright/connector-sdk';

/** Every code of this connector: whether the job is tried again, and what to do. */
export const emailErrors = defineErrors({
  EMAIL_ATTACHMENTS_TOO_LARGE: {
    retry: false,
    when: 'attachments and images are more than 25 MB together; nothing was sent',
    advice: 'Send a link, or fewer documents.',
  },
  EMAIL_AUTHENTICATION_FAILED: {
    retry: false,
    when: 'the login was not accepted, or the server takes none in plain text',
    advice: 'Check username, password or token, and whether the account may use the protocol.',
  },
  EMAIL_CERTIFICATE_NOT_TRUSTED: {
    retry: false,
    when: "the server's certificate is not trusted, expired, or for another host",
    advice: 'For a private authority set `NODE_EXTRA_CA_CERTS`.',
  },
  EMAIL_TLS_NOT_AVAILABLE: {
    retry: false,
    when: 'the server offers no encryption, or `SSL` was chosen for a port that starts in plain text',
    advice: 'Choose the encryption that the port speaks, or another server.',
  },
  EMAIL_SENDER_REJECTED: {
    retry: false,
    when: 'the server refuses the sender',
    advice: 'Send from an address that the login may use.',
  },
  EMAIL_RECIPIENT_REJECTED: {
    retry: false,
    when: 'the server refuses every recipient; variables: `rejected` (list of `address`, `response`)',
    advice: 'Correct the addresses.',
  },
  EMAIL_ADDRESS_NOT_SUPPORTED: {
    retry: false,
    when: 'an address has characters beyond ASCII before the `@`, and the server no SMTPUTF8; nothing was sent',
    advice: 'Use another address, or a server with SMTPUTF8.',
  },
  EMAIL_PARTIALLY_REJECTED: {
    retry: false,
    when: 'some recipients got the mail; variables: `messageId`, `accepted`, `rejected`',
    advice: 'Correct the addresses: the job then sends to those who have not got it.',
  },
  EMAIL_DELIVERY_UNCERTAIN: {
    retry: false,
    when: 'the mail was handed over, and nobody knows whether it was taken; variables: `messageId`',
    advice: 'Look for its Message-ID at the server; see [Sending once](#sending-once).',
  },
  EMAIL_TOO_LARGE: {
    retry: false,
    when: 'the server refuses the size of the mail',
    advice: 'Send a link, or fewer documents.',
  },
  EMAIL_REJECTED: {
    retry: false,
    when: 'the server refuses the mail or the connection for good (5xx)',
    advice: 'Do what its answer, in the message, says.',
  },
  EMAIL_TEMPORARILY_REFUSED: {
    retry: true,
    when: 'the server refuses for now: greylisting, in use, unavailable, too many connections',
    advice: 'Wait: a mail is tried again after what the server asks for, 5 minutes when greylisted, else 1.',
  },
  EMAIL_RATE_LIMITED: {
    retry: true,
    when: 'the server asks to slow down, or too many wait for their turn by its [limits](#network)',
    advice: 'Send less at a time, or raise the limits.',
  },
  EMAIL_CIRCUIT_OPEN: {
    retry: true,
    when: 'the server kept failing: it is left alone for a while, by its [limits](#network)',
    advice: 'Check that the server is up.',
  },
  EMAIL_BLOCKED: {
    retry: false,
    when: 'the server may not be reached, by the [rules of the network](#network)',
    advice: 'Allow the server there, or use another.',
  },
  EMAIL_CONNECTION_FAILED: {
    retry: true,
    when: 'the connection was refused, or broke off; of a mail, before its end',
    advice: 'Check host, port and firewall.',
  },
  EMAIL_HOST_NOT_FOUND: {
    retry: true,
    when: 'the host name could not be resolved',
    advice: 'Check the host.',
  },
  EMAIL_TIMEOUT: {
    retry: true,
    when: 'SMTP: no connection in 20 s, no greeting in 30 s, or 2 minutes of silence. IMAP, POP3: 10 s, 10 s and 1 minute',
    advice: 'Check that the server is up and answers.',
  },
  EMAIL_MAILBOX_NOT_FOUND: {
    retry: false,
    when: 'there is no such folder, or the login may not open it',
    advice: 'Correct the folder.',
  },
  EMAIL_MESSAGE_NOT_FOUND: {
    retry: false,
    when: 'there is no email with this Message-ID in the folder',
    advice: 'Look whether it was moved or deleted.',
  },
  EMAIL_MESSAGE_UNREADABLE: {
    retry: false,
    when: 'the email has more than 500 parts, or headers beyond 256 kB',
    advice: 'Look at it in a mail program, with care.',
  },
  EMAIL_ATTACHMENT_NOT_STORED: {
    retry: 'unless the store refused it for good',
    when: 'the document store did not take an attachment; the message names it',
    advice: 'Check the document store and its limits.',
  },
  EMAIL_TOO_MANY_RESULTS: {
    retry: false,
    when: 'more than 10,000 emails would be given',
    advice: 'Ask for fewer.',
  },
  EMAIL_SERVER_REFUSED: {
    retry: false,
    when: 'the server refused a command for good',
    advice: 'Do what its answer, in the message, says.',
  },
  EMAIL_PROTOCOL_ERROR: {
    retry: false,
    when: 'what answers speaks another protocol, or more than is sane',
    advice: 'Check host and port.',
  },
  EFFECT_LOG_UNAVAILABLE: {
    retry: true,
    when: 'it cannot be noted that the mail goes or the email is deleted, so it does not happen',
    advice: "Check the runtime's folder for effects.",
  },
});

export type EmailErrorCode = ErrorCodeOf<typeof emailErrors>;
