import { documentInput } from '@jobwright/connector-sdk';
import { z } from 'zod';
import { connectionInput } from './connection.schema.ts';

/** Every input has a title: it is the label in the modeler. */
export const putObjectInput = z.object({
  connection: connectionInput,
  key: z.string().min(1).max(1024).meta({ title: 'Key', description: 'E.g. invoices/7.pdf.' }),
  document: documentInput.meta({ title: 'Document' }),
});

/** What is needed of the answer, and no more: a service may add to its answers. */
export const putObjectOutput = z.object({
  etag: z.string().describe('Of what the bucket now has.'),
});

/** The inputs, checked and with defaults. */
export type PutObjectInput = z.output<typeof putObjectInput>;
/** What the process gets. */
export type PutObjectOutput = z.output<typeof putObjectOutput>;
