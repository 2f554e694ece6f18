import { documentReference } from '@jobwright/connector-sdk';
import { z } from 'zod';
import {
  mailboxAuthentication,
  blankToUndefined,
  encryption,
  hostName,
  port,
  toWholeNumber,
} from '@jobwright/mail-client';
import { emailAccountConfiguration, withEmailAccount } from './official-inputs.ts';

const ENCRYPTION_CHOICES = { TLS: 'TLS', SSL: 'SSL', NONE: 'None' };

const imapConfig = z
  .object({
    imapHost: hostName.meta({ title: 'IMAP host', description: 'Host name or address of the mail server' }),
    imapPort: port(993).meta({
      title: 'IMAP port',
      description: 'Often 993 with TLS or SSL, 143 with NONE',
      feel: 'optional',
    }),
    imapCryptographicProtocol: encryption.meta({
      title: 'Encryption protocol',
      description: 'TLS: required; by STARTTLS where the port starts in plain text. NONE: plain text',
      choices: ENCRYPTION_CHOICES,
    }),
  })
  .meta({ group: 'protocol' });

const pop3Config = z
  .object({
    pop3Host: hostName.meta({ title: 'POP3 host', description: 'Host name or address of the mail server' }),
    pop3Port: port(995).meta({
      title: 'POP3 port',
      description: 'Often 995 with TLS or SSL, 110 with NONE',
      feel: 'optional',
    }),
    pop3CryptographicProtocol: encryption.meta({
      title: 'Encryption protocol',
      description: 'TLS: required; by STLS where the port starts in plain text. NONE: plain text',
      choices: ENCRYPTION_CHOICES,
    }),
  })
  .meta({ group: 'protocol' });

const PROTOCOL = { title: 'Protocol', choices: { smtp: 'SMTP', imap: 'IMAP', pop3: 'POP3' } };

export const imapInput = <Discriminator extends string, Action extends z.ZodType>(
  action: Discriminator,
  imapAction: Action,
) =>
  withEmailAccount(
    'imap',
    z.object({
      emailAccountConfiguration,
      authentication: mailboxAuthentication,
      protocol: z.literal('imap').meta(PROTOCOL),
      data: z.object({
        imapActionDiscriminator: z.literal(action).meta({ title: 'IMAP action' }),
        imapConfig,
        imapAction,
      }),
    }),
  );

export const pop3Input = <Discriminator extends string, Action extends z.ZodType>(
  action: Discriminator,
  pop3Action: Action,
) =>
  withEmailAccount(
    'pop3',
    z.object({
      emailAccountConfiguration,
      authentication: mailboxAuthentication,
      protocol: z.literal('pop3').meta(PROTOCOL),
      data: z.object({
        pop3ActionDiscriminator: z.literal(action).meta({ title: 'POP3 action' }),
        pop3Config,
        pop3Action,
      }),
    }),
  );

/** Written into a command of the server's protocol, so on one line. */
const oneLine = z
  .string()
  .trim()
  .min(1)
  .max(1_000)
  .regex(/^\P{Cc}*$/u, 'Line breaks and control characters are not allowed');

export const messageId = oneLine.meta({
  title: 'Message ID',
  description: 'As list and search give it, e.g. <4711@example.com>',
});

/** Blank is the inbox, as all official templates leave it. */
export const folder = z.preprocess(
  (value) => (typeof value === 'string' && value.trim() === '' ? undefined : blankToUndefined(value)),
  oneLine.default('INBOX'),
);

export const requiredFolder = oneLine;

export const maxToBeRead = z.preprocess(toWholeNumber, z.int().min(1).default(100)).meta({
  title: 'Maximum number of emails to be read',
});

export const sortOrder = z.preprocess(blankToUndefined, z.enum(['ASC', 'DESC']).default('ASC')).meta({
  title: 'Sort order',
  choices: { ASC: 'Ascending', DESC: 'Descending' },
});

export const listedEmails = z.array(
  z.object({
    /** With its angle brackets; `null` when the email has none. */
    messageId: z.string().nullable(),
    /** Without the display name. */
    fromAddress: z.string().nullable(),
    subject: z.string().nullable(),
    /** Bytes, as the server tells. */
    size: z.number(),
  }),
);

export const foundEmails = z.array(
  z.object({ messageId: z.string().nullable(), subject: z.string().nullable() }),
);

/** What reading an email gives. */
export const readEmail = z.object({
  messageId: z.string(),
  fromAddress: z.string().nullable(),
  /** In their order, as they were sent: encoded words stay encoded. */
  headers: z.array(z.object({ key: z.string(), value: z.string() })),
  subject: z.string().nullable(),
  size: z.number(),
  plainTextBody: z.string().nullable(),
  htmlBody: z.string().nullable(),
  attachments: z.array(documentReference),
  /** When the server got it, e.g. `2026-01-31T12:00:00Z`; POP3 does not tell. */
  receivedDateTime: z.string().nullable(),
  /** What could not be given, a text each. */
  errors: z.array(z.string()),
});

export const deletedEmail = z.object({ messageId: z.string(), deleted: z.literal(true) });
