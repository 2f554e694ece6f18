import { z } from 'zod';
import { messageId, pop3Input, readEmail } from './mailbox-fields.schema.ts';

const pop3Action = z.object({ messageId }).meta({ group: 'readEmailPop3' });

export const readEmailPop3Input = pop3Input('readEmailPop3', pop3Action);
export const readEmailPop3Output = readEmail;

/** What `readEmailPop3` works on: its inputs, checked and with defaults. */
export type ReadEmailPop3Input = z.output<typeof readEmailPop3Input>;
/** What `readEmailPop3` gives the process. */
export type ReadEmailPop3Output = z.output<typeof readEmailPop3Output>;
