import { documentInput } from '@jobwright/connector-sdk';
import { z } from 'zod';
import { smtpAuthentication } from './authentication.schema.ts';
import { headerText, mailbox, mailboxList, mailHeaders } from './mail-fields.schema.ts';
import { blankToUndefined, encryption, hostName, port } from './server-fields.schema.ts';

const toList = (value: unknown): unknown => {
  const given = blankToUndefined(value) ?? [];
  return Array.isArray(given) ? given : [given];
};

const smtpConfig = z
  .object({
    smtpHost: hostName.meta({ title: 'SMTP host', description: 'Host name or address of the mail server' }),
    smtpPort: port(587).meta({
      title: 'SMTP port',
      description: 'Often 587 with TLS, 465 with SSL, 25 with NONE',
      feel: 'optional',
    }),
    smtpCryptographicProtocol: encryption.meta({
      title: 'Encryption protocol',
      description: 'TLS: STARTTLS, required. SSL: encrypted from the start. NONE: plain text',
      choices: { TLS: 'TLS', SSL: 'SSL', NONE: 'None' },
    }),
  })
  .meta({ group: 'protocol' });

const smtpAction = z
  .object({
    from: mailbox.meta({ title: 'From', description: 'Address the email is sent from' }),
    to: mailboxList.meta({ title: 'To', description: 'Comma-separated addresses, or a list' }),
    cc: mailboxList.optional().meta({ title: 'Cc', description: 'Comma-separated addresses, or a list' }),
    bcc: mailboxList
      .optional()
      .meta({ title: 'Bcc', description: 'Comma-separated addresses, or a list; no recipient sees them' }),
    headers: mailHeaders.meta({
      title: 'Headers',
      description: 'Additional headers, e.g. {"Reply-To": "..."}',
      placeholder: '={"Reply-To": "service@example.com"}',
    }),
    subject: headerText.meta({ title: 'Subject' }),
    contentType: z
      .preprocess(blankToUndefined, z.enum(['PLAIN', 'HTML', 'MULTIPART']).default('PLAIN'))
      .meta({
        title: 'Content type',
        description: 'MULTIPART: text and HTML as alternatives',
        choices: { PLAIN: 'PLAIN', HTML: 'HTML', MULTIPART: 'PLAIN & HTML (multipart)' },
      }),
    body: z
      .string()
      .nullish()
      .meta({
        title: 'Text content',
        multiline: true,
        showWhen: { 'data.smtpAction.contentType': ['PLAIN', 'MULTIPART'] },
      }),
    htmlBody: z
      .string()
      .nullish()
      .meta({
        title: 'HTML content',
        multiline: true,
        showWhen: { 'data.smtpAction.contentType': ['HTML', 'MULTIPART'] },
      }),
    attachments: z.preprocess(toList, z.array(documentInput).max(100)).meta({
      title: 'Attachments',
      description: 'One document or a list of documents, together up to 25 MB',
      placeholder: '=[invoice.document]',
    }),
    whenUncertain: z.preprocess(blankToUndefined, z.enum(['FAIL', 'SEND_AGAIN']).default('FAIL')).meta({
      title: 'When it is uncertain whether it was sent',
      description: 'After a crash or a lost connection at the very end',
      choices: { FAIL: 'Make an incident', SEND_AGAIN: 'Send again' },
    }),
  })
  .superRefine((action, context) => {
    const require = (field: 'body' | 'htmlBody'): void => {
      if (typeof action[field] === 'string') return;
      context.addIssue({
        code: 'custom',
        path: [field],
        message: `Content type ${action.contentType} needs it`,
      });
    };
    if (action.contentType !== 'HTML') require('body');
    if (action.contentType !== 'PLAIN') require('htmlBody');
    if (action.to.length + (action.cc?.length ?? 0) + (action.bcc?.length ?? 0) === 0) {
      context.addIssue({ code: 'custom', path: ['to'], message: 'Expected at least one recipient' });
    }
  })
  .meta({ group: 'sendEmailSmtp' });

export const sendEmailInput = z.object({
  authentication: smtpAuthentication,
  protocol: z.literal('smtp', { error: 'Expected smtp: this operation sends by SMTP only' }),
  data: z.object({
    smtpActionDiscriminator: z.literal('sendEmailSmtp', { error: 'Expected sendEmailSmtp' }),
    smtpConfig,
    smtpAction,
  }),
});

export const sendEmailOutput = z.object({
  subject: z.string(),
  sent: z.literal(true),
  /** With its angle brackets, as the `Message-ID` header has it. */
  messageId: z.string(),
});

export type SendEmailInput = z.output<typeof sendEmailInput>;
export type SendEmailOutput = z.output<typeof sendEmailOutput>;
