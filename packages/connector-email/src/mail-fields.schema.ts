import { z } from 'zod';
import { type Mailbox, parseMailboxes } from './mailbox.ts';

const NO_CONTROL = 'Line breaks and control characters are not allowed';

/** Text that goes into one header line. */
export const headerText = z.string().regex(/^\P{Cc}*$/u, NO_CONTROL);

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
      return entries.flatMap((entry, index) => {
        const parsed = parseMailboxes(entry);
        if (parsed.ok) return parsed.mailboxes;
        const path = typeof value === 'string' ? [] : [index];
        context.issues.push({ code: 'custom', message: parsed.problem, input: entry, path });
        return [];
      });
    }),
);

/** Headers that other inputs, or the making of the message, decide. */
const OWN_HEADERS = new Set([
  ...['from', 'to', 'cc', 'bcc', 'subject', 'message-id', 'mime-version'],
  ...['content-type', 'content-transfer-encoding', 'content-disposition'],
]);

const headerName = z
  .string()
  .regex(/^[!-9;-~]{1,100}$/, 'A header name has only letters, digits and punctuation, no blank and no colon')
  .refine(
    (name) => !OWN_HEADERS.has(name.toLowerCase()),
    'This header cannot be set here: it is made from the other inputs',
  );

/** Additional headers, name to text (RFC 5322, 2.2). */
export const mailHeaders = z
  .record(z.string(), headerText)
  .superRefine((headers, context) => {
    for (const name of Object.keys(headers)) {
      for (const { message } of headerName.safeParse(name).error?.issues ?? []) {
        context.addIssue({ code: 'custom', message, path: [name] });
      }
    }
  })
  .nullish();
