import { z } from 'zod';
import { deletedEmail, folder, imapInput, messageId } from './mailbox-fields.schema.ts';

const imapAction = z
  .object({
    messageId,
    deleteEmailFolder: folder.meta({
      title: 'Folder',
      description: 'Levels separated by . or /; the inbox when left out',
    }),
  })
  .meta({ group: 'deleteEmailImap' });

export const deleteEmailImapInput = imapInput('deleteEmailImap', imapAction);
export const deleteEmailImapOutput = deletedEmail;

/** What `deleteEmailImap` works on: its inputs, checked and with defaults. */
export type DeleteEmailImapInput = z.output<typeof deleteEmailImapInput>;
/** What `deleteEmailImap` gives the process. */
export type DeleteEmailImapOutput = z.output<typeof deleteEmailImapOutput>;
