import { z } from 'zod';

const simpleAuthentication = z.object({
  type: z.literal('simple').meta({ title: 'Username and password' }),
  username: z.string().min(1).meta({ title: 'Username' }),
  password: z
    .string()
    .min(1)
    .meta({ title: 'Password', description: 'Take it from a secret: {{secrets.NAME}}', secret: true }),
});

const noAuthentication = z.object({ type: z.literal('noAuth').meta({ title: 'None' }) });

export const smtpAuthentication = z
  .discriminatedUnion('type', [simpleAuthentication, noAuthentication], {
    error: 'Expected an object whose type is simple (with username and password) or noAuth',
  })
  .meta({ group: 'authentication', discriminator: { title: 'Authentication', value: 'simple' } });

export type SmtpAuthentication = z.output<typeof smtpAuthentication>;
