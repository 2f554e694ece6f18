import { isJsonObject } from '@jobwright/connector-sdk';
import { z } from 'zod';
import { blankToUndefined } from '@jobwright/mail-client';

export type MailProtocol = 'smtp' | 'imap' | 'pop3';

const text = z.preprocess(blankToUndefined, z.string().optional());
const number = z.preprocess(blankToUndefined, z.union([z.number(), z.string()]).optional());

/** A shared credential of Camunda 8.10 (`io.camunda.connectors:email-account:1`): a login, and the servers it is for. */
const emailAccount = z.object({
  username: z.string().min(1),
  password: z.string().min(1),
  smtpHost: text,
  smtpPort: number,
  smtpCryptographicProtocol: text,
  imapHost: text,
  imapPort: number,
  imapCryptographicProtocol: text,
  pop3Host: text,
  pop3Port: number,
  pop3CryptographicProtocol: text,
});

/** The input that holds the chosen account; not offered in our own templates. */
export const emailAccountConfiguration = z
  .unknown()
  .optional()
  .meta({ title: 'Email account credential', group: 'authentication', hidden: true });

/** Where an account is chosen, its login and server stand in for those of the task. */
export const withEmailAccount = <Schema extends z.ZodType>(protocol: MailProtocol, schema: Schema) =>
  z.preprocess((input, context) => {
    if (!isJsonObject(input) || blankToUndefined(input['emailAccountConfiguration']) === undefined)
      return input;
    const account = emailAccount.safeParse(input['emailAccountConfiguration']);
    if (!account.success) {
      for (const { message, path } of account.error.issues) {
        context.addIssue({ code: 'custom', message, path: ['emailAccountConfiguration', ...path] });
      }
      return z.NEVER;
    }
    const { username, password, [`${protocol}Host` as const]: host } = account.data;
    if (host === undefined) {
      context.addIssue({
        code: 'custom',
        message: `This account has no ${protocol.toUpperCase()} server; choose another one`,
        path: ['emailAccountConfiguration', `${protocol}Host`],
      });
      return z.NEVER;
    }
    const data = isJsonObject(input['data']) ? input['data'] : {};
    const config = data[`${protocol}Config`];
    return {
      ...input,
      emailAccountConfiguration: undefined,
      authentication: { type: 'simple', username, password },
      data: {
        ...data,
        [`${protocol}Config`]: {
          ...(isJsonObject(config) ? config : {}),
          [`${protocol}Host`]: host,
          [`${protocol}Port`]: account.data[`${protocol}Port` as const],
          [`${protocol}CryptographicProtocol`]: account.data[`${protocol}CryptographicProtocol` as const],
        },
      },
    };
  }, schema);
