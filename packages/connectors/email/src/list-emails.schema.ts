import { blankToUndefined } from '@jobwright/mail-client';
import { z } from 'zod';
import {
  folder,
  imapInput,
  listedEmails,
  maxToBeRead,
  sortOrder,
  pop3Input,
} from './mailbox-fields.schema.ts';

const imapAction = z
  .object({
    maxToBeRead,
    listEmailsFolder: folder.meta({
      title: 'Folder',
      description: 'Levels separated by . or /; the inbox when left out',
    }),
    sortField: z
      .preprocess(blankToUndefined, z.enum(['RECEIVED_DATE', 'SENT_DATE', 'SIZE']).default('RECEIVED_DATE'))
      .meta({
        title: 'Sort emails by',
        choices: { RECEIVED_DATE: 'Received date', SENT_DATE: 'Sent date', SIZE: 'Size' },
      }),
    sortOrder,
  })
  .meta({ group: 'listEmailsImap' });

export const listEmailsImapInput = imapInput('listEmailsImap', imapAction);
export const listEmailsImapOutput = listedEmails;

/** What `listEmailsImap` works on: its inputs, checked and with defaults. */
export type ListEmailsImapInput = z.output<typeof listEmailsImapInput>;
/** What `listEmailsImap` gives the process. */
export type ListEmailsImapOutput = z.output<typeof listEmailsImapOutput>;

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
