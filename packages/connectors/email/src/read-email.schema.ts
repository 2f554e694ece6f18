import { documentReference } from '@jobwright/connector-sdk';
import { z } from 'zod';

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

export type ReadEmail = z.output<typeof readEmail>;
