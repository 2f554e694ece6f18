import { documentReference } from '@jobwright/connector-sdk';
import { z } from 'zod';
import { content } from './content.schema.ts';

const blankToUndefined = (value: unknown): unknown => (value === null || value === '' ? undefined : value);

const fileName = z
  .string()
  .max(255)
  .regex(/^[^/\\\p{Cc}]+$/u, 'Path separators and control characters are not allowed')
  .refine((name) => name !== '.' && name !== '..', 'Expected a file name, not a folder');

const property = z
  .string()
  .max(500)
  .regex(/^\P{Cc}*$/u, 'Line breaks and control characters are not allowed');

export const generatePdfInput = z.object({
  fileName: z
    .preprocess(blankToUndefined, fileName.default('document.pdf'))
    .meta({ title: 'File name', description: 'Of the document that is made', group: 'document' }),
  title: property.meta({
    title: 'Title',
    description: 'What a viewer shows in its title bar',
    group: 'document',
  }),
  author: z
    .preprocess(blankToUndefined, property.optional())
    .optional()
    .meta({ title: 'Author', group: 'document' }),
  language: z
    .preprocess(
      blankToUndefined,
      z
        .string()
        .regex(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/, 'Expected a language tag such as en or de-AT')
        .optional(),
    )
    .optional()
    .meta({
      title: 'Language',
      description: 'Language tag (BCP 47), e.g. de-DE; screen readers use it',
      group: 'document',
    }),
  pageSize: z.preprocess(blankToUndefined, z.enum(['A4', 'LETTER']).default('A4')).meta({
    title: 'Page size',
    description: 'Always portrait',
    group: 'layout',
    choices: { A4: 'A4', LETTER: 'Letter' },
  }),
  margin: z
    .preprocess(blankToUndefined, z.number().min(0).max(200).default(50))
    .meta({ title: 'Margin', description: 'On every side, in points (1/72 inch)', group: 'layout' }),
  content: content.meta({
    title: 'Content',
    description: 'List of blocks: heading, paragraph, table, spacer',
    group: 'content',
    multiline: true,
    placeholder: '=[{type: "heading", level: 1, text: "Order " + string(orderId)}]',
  }),
});

export const generatePdfOutput = z.object({
  document: documentReference,
  fileName: z.string(),
  pages: z.int(),
  /** Bytes. */
  size: z.int(),
  /** Of the bytes, in hexadecimal. */
  sha256: z.string(),
});

export type GeneratePdfInput = z.output<typeof generatePdfInput>;
export type GeneratePdfOutput = z.output<typeof generatePdfOutput>;
