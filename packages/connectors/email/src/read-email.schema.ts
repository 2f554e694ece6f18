import { z } from 'zod';
import { folder, imapInput, messageId, readEmail, pop3Input } from './mailbox-fields.schema.ts';

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

const pop3Action = z.object({ messageId }).meta({ group: 'readEmailPop3' });

export const readEmailPop3Input = pop3Input('readEmailPop3', pop3Action);
export const readEmailPop3Output = readEmail;

/** What `readEmailPop3` works on: its inputs, checked and with defaults. */
export type ReadEmailPop3Input = z.output<typeof readEmailPop3Input>;
/** What `readEmailPop3` gives the process. */
export type ReadEmailPop3Output = z.output<typeof readEmailPop3Output>;
