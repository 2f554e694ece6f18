import { documentInput, toIsoTimeText } from '@jobwright/connector-sdk';
import {
  ATTACHMENT_RELATIONSHIPS,
  LIMITS,
  pageMargin,
  PDF_STANDARDS,
  PERMISSIONS,
} from '@jobwright/pdf-document';
import { isTimeZone } from '@jobwright/text-values';
import { z } from 'zod';

export const blankToUndefined = (value: unknown): unknown =>
  value === null || value === '' ? undefined : value;
export const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess(blankToUndefined, schema.optional()).optional();
export const withDefault = <Value, Schema extends z.ZodType<Value>>(schema: Schema, value: Value) =>
  z.preprocess((given) => blankToUndefined(given) ?? value, schema);

const defineFileName = (name: string) =>
  z
    .string()
    .max(255)
    .regex(
      /^[^/\\\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+$/u,
      `Path separators and control characters are not allowed in ${name}`,
    )
    .refine((file) => file !== '.' && file !== '..', 'Expected a file name, not a folder');

export const property = z
  .string()
  .max(500)
  .regex(/^\P{Cc}*$/u, 'Line breaks and control characters are not allowed');

const languageTag = z
  .string()
  .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$/, 'Expected a language tag such as en or de-AT');

const pageSize = z.enum(['A4', 'LETTER', 'A3', 'A5', 'LEGAL']);

const attachment = z.strictObject({
  document: documentInput,
  fileName: defineFileName('a file name').optional(),
  description: property.optional(),
  relationship: z.enum(ATTACHMENT_RELATIONSHIPS).default('Unspecified'),
});

/** What is validated where it is drawn: it may be long, and the event loop has better things to do. */
export const drawn = z.unknown();

const METADATA = 'In the properties that a viewer shows of the file';

export const factFields = {
  fileName: z.preprocess(blankToUndefined, defineFileName('a file name').default('document.pdf')).meta({
    title: 'File name',
    description: 'What the document is called, e.g. when it is attached to an email',
    group: 'document',
  }),
  author: optional(property).meta({ title: 'Author', description: METADATA, group: 'advanced' }),
  subject: optional(property).meta({ title: 'Subject', description: METADATA, group: 'advanced' }),
  keywords: optional(property).meta({ title: 'Keywords', description: METADATA, group: 'advanced' }),
  language: optional(languageTag).meta({
    title: 'Language',
    description:
      'Language tag (BCP 47), e.g. de-DE; screen readers use it, and numbers and dates are written its way',
    group: 'document',
  }),
  locale: optional(languageTag).meta({
    title: 'Locale',
    description: 'How numbers, money and dates are written, where it is not the language',
    group: 'advanced',
  }),
  timeZone: withDefault(
    z.string().refine(isTimeZone, 'Expected a time zone such as Europe/Berlin'),
    'UTC',
  ).meta({
    title: 'Time zone',
    description: 'Of times in the document, e.g. Europe/Berlin',
    group: 'document',
    value: 'UTC',
  }),
  createdAt: optional(
    z
      .string()
      .transform(toIsoTimeText)
      .pipe(
        z.union([z.iso.datetime({ offset: true }), z.iso.date()], {
          error: 'Expected a date and time such as 2026-01-31T10:00:00Z',
        }),
      ),
  ).meta({
    title: 'Created at',
    description:
      'Date and time that the file says it was made, e.g. =string(now()); none by default, so that a repeated job gives the same file',
    group: 'advanced',
  }),
};

export const fontFields = {
  font: optional(z.string().max(100)).meta({
    title: 'Font',
    description: 'Family of the text, one of the fonts below',
    group: 'layout',
  }),
  fonts: optional(drawn).meta({
    title: 'Fonts',
    description:
      'Families by name, from documents or an installed package: {Brand: {regular: document, bold: document}}',
    group: 'advanced',
    feel: 'required',
  }),
  missingGlyphs: withDefault(z.enum(['error', 'mark']), 'error').meta({
    title: 'Character without a glyph',
    group: 'advanced',
    value: 'error',
    choices: { error: 'Is an error', mark: 'Is marked in the text' },
  }),
};

export const layoutFields = {
  pageSize: z.preprocess(blankToUndefined, pageSize.default('A4')).meta({
    title: 'Page size',
    group: 'layout',
    choices: { A4: 'A4', LETTER: 'Letter', A3: 'A3', A5: 'A5', LEGAL: 'Legal' },
  }),
  orientation: withDefault(z.enum(['auto', 'portrait', 'landscape']), 'auto').meta({
    title: 'Orientation',
    group: 'layout',
    value: 'auto',
    choices: { auto: 'As the template has it', portrait: 'Portrait', landscape: 'Landscape' },
  }),
  margin: optional(pageMargin).meta({
    title: 'Margin',
    description:
      'On every side, in points (1/72 inch) or as "20mm"; or {top, right, bottom, left}. Default 50, or what the template says',
    group: 'layout',
    feel: 'optional',
    pattern: {
      value: String.raw`^(\d+(\.\d+)?|\.\d+)(pt|mm|cm|in)?$`,
      message: 'must be points such as 50, or a length such as 20mm, 2cm or 1in',
    },
  }),
  header: optional(drawn).meta({
    title: 'Header',
    description:
      '{left, center, right} with texts that may hold ${page} and ${pages}, or {content} with blocks; {first, rest} for another one on the first page',
    group: 'layout',
    feel: 'required',
  }),
  footer: optional(drawn).meta({
    title: 'Footer',
    description:
      '{left, center, right} with texts that may hold ${page} and ${pages}, or {content} with blocks',
    group: 'layout',
    feel: 'required',
    placeholder: '={right: "${page} / ${pages}"}',
  }),
  styles: optional(drawn).meta({
    title: 'Styles',
    description:
      'Styles by name, e.g. {note: {size: 9, color: "muted"}}; built-in ones (normal, heading1, …) can be changed',
    group: 'advanced',
    feel: 'required',
  }),
  colors: optional(drawn).meta({
    title: 'Colors',
    description: 'accent, text, muted, line, soft, e.g. {accent: "#7a1f4e"}',
    group: 'layout',
    feel: 'required',
  }),
  ...fontFields,
};

export const outputFields = {
  standard: withDefault(z.enum(PDF_STANDARDS), 'none').meta({
    title: 'Standard',
    description: 'PDF/A is for archives, PDF/UA for screen readers',
    group: 'standards',
    value: 'none',
    choices: {
      none: 'None',
      'PDF/A-2b': 'PDF/A-2b',
      'PDF/A-3b': 'PDF/A-3b',
      'PDF/UA-1': 'PDF/UA-1',
      'PDF/A-2b, PDF/UA-1': 'PDF/A-2b and PDF/UA-1',
      'PDF/A-3b, PDF/UA-1': 'PDF/A-3b and PDF/UA-1',
    },
  }),
  tagged: withDefault(z.boolean(), true).meta({
    title: 'Tagged',
    description: 'Headings, lists and tables can be told apart by programs; costs some bytes a table cell',
    group: 'advanced',
    value: true,
  }),
  attachments: optional(z.array(attachment).max(LIMITS.attachments)).meta({
    title: 'Attachments',
    description: 'Documents that go into the file: [{document, fileName, description, relationship}]',
    group: 'standards',
  }),
  userPassword: optional(z.string().min(1).max(127)).meta({
    title: 'Password to open',
    group: 'protection',
    secret: true,
    feel: 'optional',
  }),
  ownerPassword: optional(z.string().min(1).max(127)).meta({
    title: 'Password to change permissions',
    group: 'protection',
    secret: true,
    feel: 'optional',
  }),
  allow: optional(z.array(z.enum(PERMISSIONS))).meta({
    title: 'Allow',
    description: `What readers may do who have no such password: ${PERMISSIONS.join(', ')}`,
    group: 'protection',
    placeholder: '=["print"]',
  }),
};
