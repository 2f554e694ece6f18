import { searchCriteria } from '@jobwright/mail-client';
import { z } from 'zod';
import { folder, foundEmails, imapInput, pop3Input } from './mailbox-fields.schema.ts';

const imapAction = z
  .object({
    criteria: searchCriteria.meta({
      title: 'Search criteria',
      description: 'One criterion, or several joined with AND or OR; all emails when left out',
      placeholder: '={field: "SUBJECT", value: "Order"}',
    }),
    searchEmailFolder: folder.meta({
      title: 'Folder',
      description: 'Levels separated by . or /; the inbox when left out',
    }),
  })
  .meta({ group: 'searchEmailsImap' });

export const searchEmailsImapInput = imapInput('searchEmailsImap', imapAction);
export const searchEmailsImapOutput = foundEmails;

/** What `searchEmailsImap` works on: its inputs, checked and with defaults. */
export type SearchEmailsImapInput = z.output<typeof searchEmailsImapInput>;
/** What `searchEmailsImap` gives the process. */
export type SearchEmailsImapOutput = z.output<typeof searchEmailsImapOutput>;

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
