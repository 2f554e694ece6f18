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

export type ReadEmailImapInput = z.output<typeof readEmailImapInput>;
export type ReadEmailImapOutput = z.output<typeof readEmailImapOutput>;
