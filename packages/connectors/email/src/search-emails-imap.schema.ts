import { z } from 'zod';
import { folder, foundEmails, imapInput } from './mailbox-fields.schema.ts';
import { searchCriteria } from '@jobwright/mail-client';

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
