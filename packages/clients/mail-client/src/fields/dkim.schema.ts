import { findKeyProblem, findOpenKeyProblem } from '@jobwright/http-client';
import { createPrivateKey } from 'node:crypto';
import { z } from 'zod';
import { blankToUndefined } from './server-fields.schema.ts';

const text = (schema: z.ZodType<string>) => z.preprocess(blankToUndefined, schema.optional());

/** A secret often holds its line breaks as `\n`. */
const toPem = (value: unknown): unknown =>
  typeof value === 'string' ? value.replaceAll('\\n', '\n').trim() : value;

/**
 * Checks a key that signs mails (RFC 6376): domain, selector and RSA key. All blank means that mails are not
 * signed. The public key is in the DNS, at `<selector>._domainkey.<domain>`.
 */
export const dkim = z
  .object({
    domainName: text(
      z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/i, 'Expected a domain such as example.com'),
    ).meta({
      title: 'DKIM domain',
      description: 'Of the signature, e.g. example.com. Blank: mails are not signed',
    }),
    keySelector: text(
      z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)*$/i, 'Expected a selector such as mail2026'),
    ).meta({
      title: 'DKIM selector',
    }),
    privateKey: text(z.preprocess(toPem, z.string())).meta({
      title: 'DKIM private key',
      description: 'RSA, PEM. Take it from a secret: {{secrets.NAME}}',
      secret: true,
    }),
  })
  .transform(({ domainName, keySelector, privateKey }, context) => {
    if (domainName === undefined && keySelector === undefined && privateKey === undefined) return undefined;
    const fail = (field: string, message: string): never => {
      context.issues.push({ code: 'custom', path: [field], message, input: undefined });
      return z.NEVER;
    };
    if (domainName === undefined) return fail('domainName', 'A signature needs it');
    if (keySelector === undefined) return fail('keySelector', 'A signature needs it');
    if (privateKey === undefined) return fail('privateKey', 'A signature needs it');
    if (!isRsaKey(privateKey))
      return fail('privateKey', 'Expected an RSA private key in PEM, of at most 8,192 bits');
    return { domainName, keySelector, privateKey };
  })
  .optional()
  .meta({ group: 'advanced' });

/** A key that signs mails; `privateKey` is RSA in PEM. */
export type DkimKey = NonNullable<z.output<typeof dkim>>;

function isRsaKey(pem: string): boolean {
  if (findKeyProblem(pem) !== undefined) return false;
  try {
    const key = createPrivateKey(pem);
    return key.asymmetricKeyType === 'rsa' && findOpenKeyProblem(key) === undefined;
  } catch {
    return false;
  }
}
