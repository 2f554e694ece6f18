import { z } from 'zod';

/** What a contestant is asked to draw. */
export const pdfTask = z.object({
  contestant: z.enum(['jobwright', 'pdfkit', 'idle']),
  /** At the same time. */
  documents: z.int(),
  /** Of each. */
  pages: z.int(),
  threads: z.int(),
  tagged: z.boolean(),
  /** Where the rows come from. */
  from: z.enum(['variables', 'document']),
});
export type PdfTask = z.output<typeof pdfTask>;
