import { clientCredentials, refreshToken } from '@jobwright/http-client';
import { z } from 'zod';

/** Part of a protocol line: a line break would begin another command. */
const credential = z
  .string()
  .min(1)
  .regex(/^\P{Cc}*$/u, 'Line breaks and control characters are not allowed');

const username = credential.meta({ title: 'Username' });

const simpleAuthentication = z.object({
  type: z.literal('simple').meta({ title: 'Username and password' }),
  username,
  password: credential.meta({
    title: 'Password',
    description: 'Take it from a secret: {{secrets.NAME}}',
    secret: true,
  }),
});

const bearerAuthentication = z.object({
  type: z.literal('bearer').meta({ title: 'OAuth 2.0 token' }),
  username,
  token: credential.meta({
    title: 'Access token',
    description: 'Take it from a secret or from an earlier task',
    secret: true,
  }),
});

const clientCredentialsAuthentication = z.object({
  ...clientCredentials.shape,
  type: z.literal('oauth-client-credentials-flow').meta({ title: 'OAuth 2.0 client credentials' }),
  username,
});

const refreshTokenAuthentication = z.object({ ...refreshToken.shape, username });

const noAuthentication = z.object({ type: z.literal('noAuth').meta({ title: 'None' }) });

const LOGINS = [
  simpleAuthentication,
  bearerAuthentication,
  clientCredentialsAuthentication,
  refreshTokenAuthentication,
] as const;
const TYPES =
  'simple (with username and password), bearer (with username and token), oauth-client-credentials-flow or oauth-refresh-token';

/**
 * Checks a login for SMTP: `simple`, `bearer`, `oauth-client-credentials-flow`, `oauth-refresh-token`, or
 * `noAuth` for none.
 */
export const smtpAuthentication = z
  .discriminatedUnion('type', [...LOGINS, noAuthentication], {
    error: `Expected an object whose type is ${TYPES}, or noAuth`,
  })
  .meta({ group: 'authentication', discriminator: { title: 'Authentication', value: 'simple' } });

/**
 * Checks a login for IMAP and POP3: the same as for SMTP but `noAuth`, since nobody reads a mailbox without a
 * login.
 */
export const mailboxAuthentication = z
  .discriminatedUnion('type', [...LOGINS], { error: `Expected an object whose type is ${TYPES}` })
  .meta({ group: 'authentication', discriminator: { title: 'Authentication', value: 'simple' } });

/** How to log in to an SMTP server, told apart by `type`. */
export type SmtpAuthentication = z.output<typeof smtpAuthentication>;
/** How to log in to a mailbox, told apart by `type`. */
export type MailboxAuthentication = z.output<typeof mailboxAuthentication>;
