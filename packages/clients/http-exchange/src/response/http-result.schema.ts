import { documentReference } from '@jobwright/connector-sdk';
import { z } from 'zod';

/** The schema of what a process gets of a response. */
export const httpResultOutput = z.object({
  status: z.number().int().describe('The status, e.g. 200.'),
  headers: z
    .record(z.string(), z.union([z.string(), z.array(z.string()).readonly()]))
    .describe('Names as served; a repeated header is a list.'),
  body: z
    .unknown()
    .describe(
      'In the chosen format; integers keep all their digits; null when there is none, or when it is a document. Of pages, the list of their items.',
    ),
  reason: z.string().describe('The reason phrase; empty when the server sent none.'),
  document: documentReference.nullable().describe('The body, when it is a document.'),
  pagination: z
    .object({ pages: z.number().int(), items: z.number().int(), hasMore: z.boolean() })
    .optional()
    .describe('Only of pages that were read as one list; `hasMore` when a maximum ended it.'),
});
