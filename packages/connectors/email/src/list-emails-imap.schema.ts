import { z } from 'zod';
import { folder, imapInput, listedEmails, maxToBeRead, sortOrder } from './mailbox-fields.schema.ts';
import { blankToUndefined } from '@jobwright/mail-client';

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
