import { z } from 'zod';

/** It becomes part of a protocol line: a line break would begin a command of its own. */
const credential = z
  .string()
  .min(1)
  .regex(/^\P{Cc}*$/u, 'Line breaks and control characters are not allowed');

const simpleAuthentication = z.object({
  type: z.literal('simple').meta({ title: 'Username and password' }),
  username: credential.meta({ title: 'Username' }),
  password: credential.meta({
    title: 'Password',
    description: 'Take it from a secret: {{secrets.NAME}}',
    secret: true,
  }),
});

const bearerAuthentication = z.object({
  type: z.literal('bearer').meta({ title: 'OAuth 2.0 token' }),
  username: credential.meta({ title: 'Username' }),
  token: credential.meta({
    title: 'Access token',
    description: 'Take it from a secret or from an earlier task',
    secret: true,
  }),
});

const noAuthentication = z.object({ type: z.literal('noAuth').meta({ title: 'None' }) });

export const smtpAuthentication = z
  .discriminatedUnion('type', [simpleAuthentication, bearerAuthentication, noAuthentication], {
    error:
      'Expected an object whose type is simple (with username and password), bearer (with username and token) or noAuth',
  })
  .meta({ group: 'authentication', discriminator: { title: 'Authentication', value: 'simple' } });

/** A mailbox has an owner: there is no reading without a login. */
export const mailboxAuthentication = z
  .discriminatedUnion('type', [simpleAuthentication, bearerAuthentication], {
    error:
      'Expected an object whose type is simple (with username and password) or bearer (with username and token)',
  })
  .meta({ group: 'authentication', discriminator: { title: 'Authentication', value: 'simple' } });

export type SmtpAuthentication = z.output<typeof smtpAuthentication>;
export type MailboxAuthentication = z.output<typeof mailboxAuthentication>;
