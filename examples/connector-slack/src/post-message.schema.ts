import { z } from 'zod';
import { connectionInput } from './connection.schema.ts';

/** Every input has a title: it is the label in the modeler. */
export const postMessageInput = z.object({
  connection: connectionInput,
  channel: z.string().min(1).meta({ title: 'Channel', description: 'Its id or name.' }),
  text: z.string().min(1).meta({ title: 'Text' }),
});

/** What is needed of the answer, and no more: a service may add to its answers. */
export const postMessageOutput = z.object({
  channel: z.string().describe('The id of the channel.'),
  ts: z.string().describe('The time of the message, which is its id in the channel.'),
});

/** The inputs, checked and with defaults. */
export type PostMessageInput = z.output<typeof postMessageInput>;
/** What the process gets. */
export type PostMessageOutput = z.output<typeof postMessageOutput>;
