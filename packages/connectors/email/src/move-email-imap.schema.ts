import { z } from 'zod';
import { imapInput, messageId, requiredFolder } from './mailbox-fields.schema.ts';

const imapAction = z
  .object({
    messageId,
    fromFolder: requiredFolder.meta({ title: 'Source folder', description: 'Levels separated by . or /' }),
    toFolder: requiredFolder.meta({
      title: 'Target folder',
      description: 'Levels separated by . or /; it is made when it is not there',
    }),
  })
  .meta({ group: 'moveEmailImap' });

export const moveEmailImapInput = imapInput('moveEmailImap', imapAction);
export const moveEmailImapOutput = z.object({
  messageId: z.string(),
  /** The folders, as they were given. */
  from: z.string(),
  to: z.string(),
});

/** What `moveEmailImap` works on: its inputs, checked and with defaults. */
export type MoveEmailImapInput = z.output<typeof moveEmailImapInput>;
/** What `moveEmailImap` gives the process. */
export type MoveEmailImapOutput = z.output<typeof moveEmailImapOutput>;
