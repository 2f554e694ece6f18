import { documentReference } from '@jobwright/connector-sdk';
import { z } from 'zod';
import { LIMITS, READY_TEMPLATE_NAMES } from '@jobwright/pdf-document';
import {
  blankToUndefined,
  drawn,
  factFields,
  layoutFields,
  optional,
  outputFields,
  property,
  withDefault,
} from './input-fields.schema.ts';

const data = {
  data: optional(drawn).meta({
    title: 'Data',
    description:
      'Values that texts may name, as ${customer.name}, ${total | money:EUR} or ${due | date:long}',
    group: 'content',
    feel: 'required',
    placeholder: '={customer: customer, order: order}',
  }),
};

const title = property.meta({
  title: 'Title',
  description: 'What a viewer shows in its title bar',
  group: 'document',
});

const content = z.object({
  source: z.literal('content').meta({ title: 'Blocks' }),
  content: z.array(z.unknown(), { error: 'Expected a list of blocks' }).min(1).max(LIMITS.blocks).meta({
    title: 'Content',
    description: 'List of blocks: heading, paragraph, list, table, columns, image, qrCode, barcode and more',
    group: 'content',
    multiline: true,
    placeholder: '=[{type: "heading", level: 1, text: "Order " + orderId}]',
  }),
  ...data,
  title,
  ...factFields,
  ...layoutFields,
  ...outputFields,
});

const markdown = z.object({
  source: z.literal('markdown').meta({ title: 'Markdown' }),
  markdown: z.string().min(1).max(LIMITS.markdownCharacters).meta({
    title: 'Markdown',
    description: 'CommonMark with tables',
    group: 'content',
    multiline: true,
  }),
  ...data,
  title,
  ...factFields,
  ...layoutFields,
  ...outputFields,
});

const template = z.object({
  source: z.literal('template').meta({ title: 'Ready template' }),
  template: z.enum(READY_TEMPLATE_NAMES).meta({
    title: 'Template',
    group: 'content',
    choices: { letter: 'Letter', invoice: 'Invoice', report: 'Report', certificate: 'Certificate' },
  }),
  data: z
    .unknown()
    .refine((value) => value !== undefined && value !== null, 'is missing: expected an object')
    .meta({
      title: 'Data of the template',
      description: 'What the template shows; its fields are in the documentation',
      group: 'content',
      feel: 'required',
    }),
  electronicInvoice: withDefault(z.boolean(), false).meta({
    title: 'Electronic invoice',
    description: 'Attaches the invoice as Factur-X / ZUGFeRD (EN 16931), in a PDF/A-3b',
    group: 'standards',
    value: false,
    showWhen: { template: ['invoice'] },
  }),
  ...factFields,
  title: optional(property).meta({
    title: 'Title',
    description: 'What a viewer shows in its title bar; default: made of the data',
    group: 'document',
  }),
  ...layoutFields,
  ...outputFields,
});

/** A job that says nothing brings blocks, as all jobs did before there was anything else. */
const withSource = (given: unknown): unknown =>
  typeof given === 'object' &&
  given !== null &&
  ('source' in given ? blankToUndefined(given.source) : undefined) === undefined
    ? { ...given, source: 'content' }
    : given;

/** The inputs of `generatePdf`, as a model gives them. */
export const generatePdfInput = z.preprocess(
  withSource,
  z
    .discriminatedUnion('source', [content, markdown, template], {
      error: 'Expected content, markdown or template',
    })
    .meta({
      discriminator: { title: 'Made of', value: 'content', addedLater: true },
      group: 'content',
    }),
);

/** The schema of what `generatePdf` gives the process. */
export const generatePdfOutput = z.object({
  document: documentReference,
  fileName: z.string(),
  pages: z.int(),
  /** Bytes. */
  size: z.int(),
  /** Of the bytes, in hexadecimal. */
  sha256: z.string(),
  /** What was drawn otherwise than it was given. */
  warnings: z.array(z.string()),
});

/** What `generatePdf` works on: its inputs, checked and with defaults. */
export type GeneratePdfInput = z.output<typeof generatePdfInput>;
/** What `generatePdf` gives the process. */
export type GeneratePdfOutput = z.output<typeof generatePdfOutput>;
