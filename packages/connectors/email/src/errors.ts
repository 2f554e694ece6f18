import { defineErrors, type ErrorCodeOf } from '@jobwright/connector-sdk';

/** Every code of this connector: whether the job is tried again, and what to do. */
export const emailErrors = defineErrors({
  EMAIL_ATTACHMENTS_TOO_LARGE: {
    retry: false,
    when: 'attachments and images have more than 25 MB together; nothing was sent',
    advice: 'Send a link, or fewer documents.',
  },
  EMAIL_AUTHENTICATION_FAILED: {
    retry: false,
    when: 'the login was rejected, or the server accepts none in plain text',
    advice: 'Check username, password or token, and whether the account may use the protocol.',
  },
  EMAIL_CERTIFICATE_NOT_TRUSTED: {
    retry: false,
    when: "the server's certificate is not trusted, expired, or for another host",
    advice: 'For a private certificate authority, set `NODE_EXTRA_CA_CERTS`.',
  },
  EMAIL_TLS_NOT_AVAILABLE: {
    retry: false,
    when: 'the server offers no encryption, or `SSL` was chosen for a port that starts in plain text',
    advice: 'Choose the encryption that the port supports, or another server.',
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
    when: 'an address has non-ASCII characters before the `@`, and the server does not support SMTPUTF8; nothing was sent',
    advice: 'Use another address, or a server with SMTPUTF8.',
  },
  EMAIL_PARTIALLY_REJECTED: {
    retry: false,
    when: 'only some recipients got the mail, others were refused; variables: `messageId`, `accepted`, `rejected`',
    advice: 'Correct the addresses: the job then sends to the others only.',
  },
  EMAIL_DELIVERY_UNCERTAIN: {
    retry: false,
    when: 'the mail was handed over, and nobody knows whether it was accepted; variables: `messageId`',
    advice: 'Look for its Message-ID on the server; see [Sending once](#sending-once).',
  },
  EMAIL_TOO_LARGE: {
    retry: false,
    when: 'the server refuses the size of the mail',
    advice: 'Send a link, or fewer documents.',
  },
  EMAIL_REJECTED: {
    retry: false,
    when: 'the server refuses the mail or the connection for good (5xx)',
    advice: 'Follow the response of the server in the message.',
  },
  EMAIL_TEMPORARILY_REFUSED: {
    retry: true,
    when: 'the server refuses temporarily: greylisting, in use, unavailable, too many connections',
    advice:
      'Wait: a mail is retried after the time that the server asks for, 5 minutes if greylisted, otherwise 1.',
  },
  EMAIL_RATE_LIMITED: {
    retry: true,
    when: 'the server asks to slow down, or the queue of its [limits](#network) is full',
    advice: 'Send fewer mails at a time, or raise the limits.',
  },
  EMAIL_CIRCUIT_OPEN: {
    retry: true,
    when: 'the server kept failing: nothing is sent for a while, by its [limits](#network)',
    advice: 'Check that the server is up.',
  },
  EMAIL_BLOCKED: {
    retry: false,
    when: 'the [network rules](#network) block the server',
    advice: 'Allow the server in the rules, or use another.',
  },
  EMAIL_CONNECTION_FAILED: {
    retry: true,
    when: 'the connection was refused, or broke; for a mail, before its end',
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
    advice: 'Check that the server is up and responds.',
  },
  EMAIL_MAILBOX_NOT_FOUND: {
    retry: false,
    when: 'there is no such folder, or the login may not open it',
    advice: 'Correct the folder.',
  },
  EMAIL_MESSAGE_NOT_FOUND: {
    retry: false,
    when: 'there is no email with this Message-ID in the folder',
    advice: 'Check whether it was moved or deleted.',
  },
  EMAIL_MESSAGE_UNREADABLE: {
    retry: false,
    when: 'the email has more than 500 parts, or headers beyond 256 kB',
    advice: 'Open it in a mail program, with care.',
  },
  EMAIL_ATTACHMENT_NOT_STORED: {
    retry: 'unless the store refused it for good',
    when: 'the document store did not accept an attachment; the message names it',
    advice: 'Check the document store and its limits.',
  },
  EMAIL_TOO_MANY_RESULTS: {
    retry: false,
    when: 'there are more than 10,000 results',
    advice: 'Request fewer.',
  },
  EMAIL_SERVER_REFUSED: {
    retry: false,
    when: 'the server refused a command for good',
    advice: 'Follow the response of the server in the message.',
  },
  EMAIL_PROTOCOL_ERROR: {
    retry: false,
    when: 'the server speaks another protocol, or sends unreasonable amounts',
    advice: 'Check host and port.',
  },
  EFFECT_LOG_UNAVAILABLE: {
    retry: true,
    when: 'the effect cannot be recorded, so the mail is not sent or the email not deleted',
    advice: "Check the runtime's effects folder.",
  },
});

/** Every error code of this connector. */
export type EmailErrorCode = ErrorCodeOf<typeof emailErrors>;
