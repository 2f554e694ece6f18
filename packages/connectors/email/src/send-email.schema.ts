import { documentInput, type JsonValue } from '@jobwright/connector-sdk';
import { z } from 'zod';
import {
  smtpAuthentication,
  calendarEvent,
  MAX_ATTENDEES,
  dkim,
  MAX_MAILBOXES,
  TOO_MANY_MAILBOXES,
  headerText,
  mailbox,
  mailboxList,
  mailHeaders,
  blankToUndefined,
  encryption,
  hostName,
  port,
  textLanguage,
  textTimeZone,
} from '@jobwright/mail-client';
import { emailAccountConfiguration, withEmailAccount } from './official-inputs.ts';
import { withOfficialAttachments } from './official-inputs.ts';

const toList = (value: unknown): unknown => {
  const given = blankToUndefined(value) ?? [];
  return Array.isArray(given) ? given : [given];
};

const smtpConfig = z
  .object({
    smtpHost: hostName.meta({ title: 'SMTP host', description: 'Host name or address of the mail server' }),
    smtpPort: port(587).meta({
      title: 'SMTP port',
      description: 'Often 587 with TLS, 465 with SSL, 25 without encryption',
      feel: 'optional',
    }),
    smtpCryptographicProtocol: encryption.meta({
      title: 'Encryption protocol',
      description: 'TLS: STARTTLS, required. SSL: encrypted from the start. None: plain text',
      choices: { TLS: 'TLS', SSL: 'SSL', NONE: 'None' },
    }),
    dkim,
  })
  .meta({ group: 'protocol' });

/** Content id to image; the HTML shows it with `<img src="cid:logo">`. */
const inlineImages = z
  .preprocess(
    blankToUndefined,
    z
      .record(
        z.string().regex(/^[\w.+-]{1,100}(@[\w.-]{1,100})?$/, 'Expected a name such as logo'),
        documentInput,
      )
      .optional(),
  )
  .meta({
    title: 'Inline images',
    description: 'Map of documents. The HTML shows logo with <img src="cid:logo">',
    placeholder: '={logo: logo.document}',
  });

const smtpAction = z
  .object({
    from: mailbox.meta({ title: 'From', description: 'Address the email is sent from' }),
    to: mailboxList.meta({ title: 'To', description: 'Comma-separated addresses, or a list' }),
    cc: mailboxList.optional().meta({ title: 'Cc', description: 'Comma-separated addresses, or a list' }),
    bcc: mailboxList
      .optional()
      .meta({ title: 'Bcc', description: 'Comma-separated addresses, or a list; no recipient sees them' }),
    replyTo: mailboxList
      .optional()
      .meta({ title: 'Reply-To', description: 'Where answers go: comma-separated addresses, or a list' }),
    headers: mailHeaders.meta({
      title: 'Headers',
      description: 'Additional headers, e.g. {"X-Case": "..."}',
      placeholder: '={"X-Case": "4711"}',
      group: 'advanced',
    }),
    subject: headerText.meta({ title: 'Subject' }),
    contentType: z
      .preprocess(blankToUndefined, z.enum(['PLAIN', 'HTML', 'MULTIPART', 'MARKDOWN']).default('PLAIN'))
      .meta({
        title: 'Content type',
        description: 'PLAIN & HTML: both, as alternatives. MARKDOWN: text, and HTML made of it',
        choices: {
          PLAIN: 'PLAIN',
          HTML: 'HTML',
          MULTIPART: 'PLAIN & HTML (multipart)',
          MARKDOWN: 'MARKDOWN',
        },
      }),
    body: z
      .string()
      .nullish()
      .meta({
        title: 'Text content',
        multiline: true,
        showWhen: { 'data.smtpAction.contentType': ['PLAIN', 'MULTIPART', 'MARKDOWN'] },
      }),
    htmlBody: z
      .string()
      .nullish()
      .meta({
        title: 'HTML content',
        multiline: true,
        showWhen: { 'data.smtpAction.contentType': ['HTML', 'MULTIPART'] },
      }),
    templateVariables: z
      .preprocess(blankToUndefined, z.record(z.string(), z.custom<JsonValue>()).optional())
      .meta({
        title: 'Template variables',
        description:
          'Values that subject and contents may name, as ${name}, ${total | money:EUR}, ${due | date:long} or ${title | default:friend}',
        documentation:
          'Templates before version 2, and the official ones, take `{{ name }}` (Liquid) in their place.',
        placeholder: '={name: customer.name, order: order}',
      }),
    textNotation: z.preprocess(blankToUndefined, z.enum(['LIQUID', 'PLACEHOLDERS']).default('LIQUID')).meta({
      title: 'Notation of values',
      description: 'PLACEHOLDERS: ${name}. LIQUID: {{ name }} where there are template variables',
      documentation: 'The template writes `PLACEHOLDERS`; tasks without it are of earlier versions.',
      fixedValue: 'PLACEHOLDERS',
    }),
    language: z.preprocess(blankToUndefined, textLanguage.optional()).meta({
      title: 'Language',
      description: 'How numbers, money and dates are written: a language tag, e.g. de-DE. Default: en',
      group: 'advanced',
    }),
    timeZone: z.preprocess(blankToUndefined, textTimeZone.optional()).meta({
      title: 'Time zone',
      description: 'Of times in the text, e.g. Europe/Berlin. Default: UTC',
      group: 'advanced',
    }),
    inlineImages,
    calendarEvent: calendarEvent.meta({
      title: 'Calendar event',
      description: 'Start, end, summary and more, or the text of an iCalendar object',
      placeholder: '={start: appointment.start, end: appointment.end, summary: "Meeting"}',
      feel: 'required',
    }),
    attachments: z.preprocess(toList, z.array(documentInput).max(100)).meta({
      title: 'Attachments',
      description: 'One document or a list of documents, e.g. [pdf] of a task before; together up to 25 MB',
      placeholder: '=[pdf]',
    }),
    whenUncertain: z.preprocess(blankToUndefined, z.enum(['FAIL', 'SEND_AGAIN']).default('FAIL')).meta({
      title: 'When it is uncertain whether it was sent',
      group: 'advanced',
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
    if (action.contentType === 'HTML' || action.contentType === 'MULTIPART') require('htmlBody');
    const refuse = (field: string, message: string): void =>
      context.addIssue({ code: 'custom', path: [field], message });
    if (action.contentType === 'PLAIN' && action.inlineImages !== undefined)
      refuse('inlineImages', 'Content type PLAIN shows no images; choose another, or use attachments');
    const names = Object.keys(action.headers ?? {}).map((name) => name.toLowerCase());
    if ((action.replyTo ?? []).length > 0 && names.includes('reply-to'))
      refuse('replyTo', 'Reply-To is among the headers already: give it once');
    const recipients = action.to.length + (action.cc?.length ?? 0) + (action.bcc?.length ?? 0);
    if (recipients === 0) refuse('to', 'Expected at least one recipient');
    const event = action.calendarEvent;
    const isInvited = event !== undefined && !('content' in event) && event.attendees === undefined;
    if (isInvited && action.to.length + (action.cc?.length ?? 0) > MAX_ATTENDEES)
      refuse('calendarEvent', `An event has up to ${MAX_ATTENDEES} attendees: name them in attendees`);
    if (recipients > MAX_MAILBOXES) refuse('to', `To, Cc and Bcc together: ${TOO_MANY_MAILBOXES}`);
  })
  .meta({ group: 'sendEmailSmtp' });

export const sendEmailInput = withEmailAccount(
  'smtp',
  z.object({
    emailAccountConfiguration,
    authentication: smtpAuthentication,
    protocol: z.literal('smtp', { error: 'Expected smtp: this operation sends by SMTP only' }),
    data: z.object({
      smtpActionDiscriminator: z.literal('sendEmailSmtp', { error: 'Expected sendEmailSmtp' }),
      smtpConfig,
      smtpAction: z.preprocess(withOfficialAttachments, smtpAction),
    }),
  }),
);

export const sendEmailOutput = z.object({
  subject: z.string(),
  sent: z.literal(true),
  /** With its angle brackets, as the `Message-ID` header has it. */
  messageId: z.string(),
});

export type SmtpAction = z.output<typeof smtpAction>;
/** What `sendEmail` works on: its inputs, checked and with defaults. */
export type SendEmailInput = z.output<typeof sendEmailInput>;
/** What `sendEmail` gives the process. */
export type SendEmailOutput = z.output<typeof sendEmailOutput>;
