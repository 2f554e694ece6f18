import { z } from 'zod';
import { deletedEmail, folder, imapInput, messageId, pop3Input } from './mailbox-fields.schema.ts';

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

const pop3Action = z.object({ messageId }).meta({ group: 'deleteEmailPop3' });

export const deleteEmailPop3Input = pop3Input('deleteEmailPop3', pop3Action);
export const deleteEmailPop3Output = deletedEmail;

/** What `deleteEmailPop3` works on: its inputs, checked and with defaults. */
export type DeleteEmailPop3Input = z.output<typeof deleteEmailPop3Input>;
/** What `deleteEmailPop3` gives the process. */
export type DeleteEmailPop3Output = z.output<typeof deleteEmailPop3Output>;
