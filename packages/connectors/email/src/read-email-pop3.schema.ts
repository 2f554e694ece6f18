import { z } from 'zod';
import { messageId, pop3Input, readEmail } from './mailbox-fields.schema.ts';

const pop3Action = z.object({ messageId }).meta({ group: 'readEmailPop3' });

export const readEmailPop3Input = pop3Input('readEmailPop3', pop3Action);
export const readEmailPop3Output = readEmail;

export type ReadEmailPop3Input = z.output<typeof readEmailPop3Input>;
export type ReadEmailPop3Output = z.output<typeof readEmailPop3Output>;
