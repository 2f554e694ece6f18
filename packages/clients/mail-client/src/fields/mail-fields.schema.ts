import { isJsonObject } from '@jobwright/json';
import { z } from 'zod';
import {
  type Mailbox,
  MAX_MAILBOXES,
  parseMailboxes,
  TOO_MANY_MAILBOXES,
} from '../addresses/parse-mailboxes.ts';

const NO_CONTROL = 'Line breaks and control characters are not allowed';
const MAX_HEADER_CHARACTERS = 50_000;

/** Also the line breaks of Unicode, and halves of characters. */
export const isHeaderText = (text: string): boolean => /^[^\p{Cc}\p{Zl}\p{Zp}\p{Cs}]*$/u.test(text);

/** Text that goes into one header line. */
export const headerText = z
  .string()
  .refine(isHeaderText, NO_CONTROL)
  .refine((text) => text.length <= MAX_HEADER_CHARACTERS, `More than ${MAX_HEADER_CHARACTERS} characters`);

/** Exactly one address, with or without a display name. */
export const mailbox = z.string().transform((text, context): Mailbox => {
  const parsed = parseMailboxes(text);
  if (!parsed.ok) return refuse(context, text, parsed.problem);
  const [first, ...others] = parsed.mailboxes;
  if (first === undefined || others.length > 0)
    return refuse(context, text, 'Expected exactly one email address');
  return first;
});

function refuse(context: z.core.$RefinementCtx, input: string, message: string): never {
  context.issues.push({ code: 'custom', message, input });
  return z.NEVER;
}

/** Addresses as one comma-separated text or as a list; nothing or a blank text is an empty list. */
export const mailboxList = z.preprocess(
  (value) => value ?? '',
  z
    .union([z.string(), z.array(z.string())], {
      error: 'Expected email addresses: one text, separated by commas, or a list of texts',
    })
    .transform((value, context): readonly Mailbox[] => {
      const entries = typeof value === 'string' ? [value] : value;
      const mailboxes: Mailbox[] = [];
      for (const [index, entry] of entries.entries()) {
        const parsed = parseMailboxes(entry);
        if (parsed.ok) mailboxes.push(...parsed.mailboxes);
        const problem = parsed.ok ? undefined : parsed.problem;
        const isTooMany = mailboxes.length > MAX_MAILBOXES;
        const path = typeof value === 'string' || isTooMany ? [] : [index];
        const message = isTooMany ? TOO_MANY_MAILBOXES : problem;
        if (message === undefined) continue;
        context.issues.push({ code: 'custom', message, input: entry, path });
        // One sentence tells what is wrong; a list of 100,000 is not gone through for the others.
        break;
      }
      return mailboxes;
    }),
);

/** Headers that other inputs, or the making of the message, decide. */
const OWN_HEADERS = new Set([
  ...['from', 'to', 'cc', 'bcc', 'subject', 'message-id', 'mime-version'],
  ...['content-type', 'content-transfer-encoding', 'content-disposition', 'content-id', 'resent-bcc'],
]);

const headerName = z
  .string()
  .regex(/^[!-9;-~]{1,100}$/, 'A header name has only letters, digits and punctuation, no blank and no colon')
  .refine(
    (name) => !OWN_HEADERS.has(name.toLowerCase()),
    'This header cannot be set here: it is made from the other inputs',
  );

/** Headers that hold addresses, and what may be in them. */
const ADDRESS_HEADERS: Readonly<Record<string, z.ZodType<Mailbox | readonly Mailbox[]>>> = {
  sender: mailbox,
  'reply-to': mailboxList,
  'disposition-notification-to': mailboxList,
  'return-receipt-to': mailboxList,
  'errors-to': mailboxList,
  'resent-from': mailboxList,
  'resent-sender': mailbox,
  'resent-to': mailboxList,
  'resent-cc': mailboxList,
};
const MAX_HEADERS = 200;

/** Whether a header, by its name in lower case, holds addresses. */
export const isAddressHeader = (name: string): boolean => name in ADDRESS_HEADERS;

/** The addresses in headers that hold some. */
export const listHeaderMailboxes = (headers: Readonly<Record<string, string>>): readonly Mailbox[] =>
  Object.entries(headers).flatMap(([name, text]) => {
    const parsed = isAddressHeader(name.toLowerCase()) ? parseMailboxes(text) : undefined;
    return parsed?.ok === true ? parsed.mailboxes : [];
  });

/** Models give numbers as they are, and null or nothing for the mail that answers no other. */
function toTexts(value: unknown): unknown {
  if (value === null || value === '') return undefined;
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, given]) => {
      if (given === null || (given === '' && ID_HEADERS.has(name.toLowerCase()))) return [];
      return [[name, typeof given === 'number' || typeof given === 'boolean' ? String(given) : given]];
    }),
  );
}

/** Empty they would be broken. */
const ID_HEADERS = new Set(['in-reply-to', 'references']);

/** Additional headers, name to text (RFC 5322, 2.2). */
export const mailHeaders = z.preprocess(
  toTexts,
  z
    .record(z.string(), headerText)
    .superRefine((headers, context) => {
      const entries = Object.entries(headers);
      if (entries.length > MAX_HEADERS)
        return context.addIssue({ code: 'custom', message: `More than ${MAX_HEADERS} headers` });
      for (const [name, text] of entries) {
        const checks = [headerName.safeParse(name), ADDRESS_HEADERS[name.toLowerCase()]?.safeParse(text)];
        for (const { message } of checks.flatMap((checked) => checked?.error?.issues ?? [])) {
          context.addIssue({ code: 'custom', message, path: [name] });
        }
      }
    })
    .optional(),
);
