import { z } from 'zod';
import { listedEmails, maxToBeRead, pop3Input, sortOrder } from './mailbox-fields.schema.ts';
import { blankToUndefined } from '@jobwright/mail-client';

const pop3Action = z
  .object({
    maxToBeRead,
    sortField: z
      .preprocess(blankToUndefined, z.enum(['SENT_DATE', 'SIZE']).default('SENT_DATE'))
      .meta({ title: 'Sort emails by', choices: { SENT_DATE: 'Sent date', SIZE: 'Size' } }),
    sortOrder,
  })
  .meta({ group: 'listEmailsPop3' });

export const listEmailsPop3Input = pop3Input('listEmailsPop3', pop3Action);
export const listEmailsPop3Output = listedEmails;

/** What `listEmailsPop3` works on: its inputs, checked and with defaults. */
export type ListEmailsPop3Input = z.output<typeof listEmailsPop3Input>;
/** What `listEmailsPop3` gives the process. */
export type ListEmailsPop3Output = z.output<typeof listEmailsPop3Output>;
