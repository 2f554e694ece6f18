import { z } from 'zod';
import { foundEmails, pop3Input } from './mailbox-fields.schema.ts';
import { searchCriteria } from '@jobwright/mail-client';

const pop3Action = z
  .object({
    criteria: searchCriteria.meta({
      title: 'Search criteria',
      description: 'One criterion, or several joined with AND or OR; all emails when left out',
      placeholder: '={field: "SUBJECT", value: "Order"}',
    }),
  })
  .meta({ group: 'searchEmailsPop3' });

export const searchEmailsPop3Input = pop3Input('searchEmailsPop3', pop3Action);
export const searchEmailsPop3Output = foundEmails;

/** What `searchEmailsPop3` works on: its inputs, checked and with defaults. */
export type SearchEmailsPop3Input = z.output<typeof searchEmailsPop3Input>;
/** What `searchEmailsPop3` gives the process. */
export type SearchEmailsPop3Output = z.output<typeof searchEmailsPop3Output>;
