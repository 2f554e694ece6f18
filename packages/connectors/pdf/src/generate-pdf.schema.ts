import { documentInput, documentReference } from '@jobwright/connector-sdk';
import { z } from 'zod';
import {
  LIMITS,
  READY_TEMPLATE_EXAMPLES,
  READY_TEMPLATE_NAMES,
  type ReadyTemplateName,
} from '@jobwright/pdf-document';
import {
  blankToUndefined,
  drawn,
  factFields,
  fontFields,
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

const electronicInvoice = withDefault(z.boolean(), false).meta({
  title: 'Electronic invoice',
  description: 'Attaches the invoice as Factur-X / ZUGFeRD (EN 16931), in a PDF/A-3b',
  group: 'standards',
  value: false,
});

const templateFields = {
  title: optional(property).meta({
    title: 'Title',
    description: 'What a viewer shows in its title bar; default: made of the data',
    group: 'document',
  }),
  ...factFields,
  ...layoutFields,
  ...outputFields,
};

const defineTemplate = <Name extends ReadyTemplateName>(name: Name, title: string) =>
  z.object({
    source: z.literal('template').meta({ title: 'Ready template' }),
    template: z.literal(name).meta({ title }),
    data: z
      .unknown()
      .refine((value) => value !== undefined && value !== null, 'is missing: expected an object')
      .meta({
        title: 'Data of the template',
        description:
          'What the template shows: put values of your process, such as order.number, into the example; jobwright pdf preview shows the pages',
        group: 'content',
        feel: 'required',
        multiline: true,
        value: `=${toFeel(READY_TEMPLATE_EXAMPLES[name])}`,
      }),
    // Refused where it is drawn, unless it is an invoice.
    electronicInvoice: electronicInvoice.meta({ hidden: name !== 'invoice' }),
    ...templateFields,
  });

/** JSON is FEEL; its keys are easier to read without quotes. */
const toFeel = (example: unknown): string =>
  JSON.stringify(example, null, 2).replaceAll(/^(\s*(?:\{ )?)"(\w+)":/gm, '$1$2:');

const template = z
  .discriminatedUnion(
    'template',
    [
      defineTemplate('letter', 'Letter'),
      defineTemplate('invoice', 'Invoice'),
      defineTemplate('report', 'Report'),
      defineTemplate('certificate', 'Certificate'),
    ],
    { error: `Expected one of ${READY_TEMPLATE_NAMES.join(', ')}` },
  )
  .meta({ group: 'content', discriminator: { title: 'Template' } });

const word = z.object({
  source: z.literal('word').meta({ title: 'Word file' }),
  wordTemplate: documentInput.meta({
    title: 'Word file',
    description:
      'A document (.docx) with ${customer.name}, ${#each order.items as item} … ${/each} and ${#if paid} … ${/if} in its texts; it says itself how its pages look',
    group: 'content',
    feel: 'required',
    placeholder: '=letterTemplate',
  }),
  ...data,
  title: optional(property).meta({
    title: 'Title',
    description: 'What a viewer shows in its title bar; default: that of the Word file',
    group: 'document',
  }),
  ...factFields,
  ...fontFields,
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
    .discriminatedUnion('source', [content, markdown, template, word], {
      error: 'Expected content, markdown, template or word',
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
