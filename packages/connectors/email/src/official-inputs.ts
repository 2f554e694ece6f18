import { isJsonObject, type JsonObject, type JsonValue } from '@jobwright/connector-sdk';
import { z } from 'zod';
import { blankToUndefined } from '@jobwright/mail-client';

export type MailProtocol = 'smtp' | 'imap' | 'pop3';

const text = z.preprocess(blankToUndefined, z.string().optional());
const number = z.preprocess(blankToUndefined, z.union([z.number(), z.string()]).optional());

/**
 * A shared credential of Camunda 8.10 (`io.camunda.connectors:email-account:1`): a login, and the servers it
 * is for.
 */
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

/** Fields of the official templates from version 5 on, which a hidden one puts together to `attachments`. */
const FIELDS = 'data_smtpAction_attachments_';

/**
 * Puts attachments together from the fields of the official templates, where their own expression came to
 * nothing: that of the versions from 7 on knows the other fields from Camunda 8.10 on only.
 */
export function withOfficialAttachments(action: unknown): unknown {
  if (!isJsonObject(action) || (action['attachments'] ?? null) !== null) return action;
  const attachments = buildAttachments(action);
  return attachments === undefined ? action : { ...action, attachments };
}

function buildAttachments(action: JsonObject): JsonValue | undefined {
  const get = (name: string): JsonValue => action[`${FIELDS}${name}`] ?? null;
  if (get('documentMode') === 'multiple') return get('multiple_expression');
  if (get('documentMode') !== 'single') return undefined;
  switch (get('single_documentSource')) {
    case 'camunda':
      return [get('single_camundaReference')];
    case 'inline':
      return [
        {
          'camunda.document.type': 'inline',
          content: get('single_inline_content'),
          ...withoutBlanks({
            name: get('single_inline_fileName'),
            contentType: get('single_inline_contentType'),
          }),
        },
      ];
    case 'external':
      return [
        {
          'camunda.document.type': 'external',
          url: get('single_external_url'),
          ...withoutBlanks({ name: get('single_external_fileName') }),
        },
      ];
    default:
      return undefined;
  }
}

const withoutBlanks = (fields: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== ''));
