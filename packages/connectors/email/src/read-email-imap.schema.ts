import { z } from 'zod';
import { folder, imapInput, messageId, readEmail } from './mailbox-fields.schema.ts';

const imapAction = z
  .object({
    messageId,
    readEmailFolder: folder.meta({
      title: 'Folder',
      description: 'Levels separated by . or /; the inbox when left out',
    }),
  })
  .meta({ group: 'readEmailImap' });

export const readEmailImapInput = imapInput('readEmailImap', imapAction);
export const readEmailImapOutput = readEmail;

/** What `readEmailImap` works on: its inputs, checked and with defaults. */
export type ReadEmailImapInput = z.output<typeof readEmailImapInput>;
/** What `readEmailImap` gives the process. */
export type ReadEmailImapOutput = z.output<typeof readEmailImapOutput>;
