import { MESSAGE_ID } from './start-mailbox.ts';
import type { WorstInput } from './worst-input.ts';

const names = Array.from({ length: 20_000 }, (_, index) => `a${index}`);

const defineMail = (name: string, action: Readonly<Record<string, unknown>>): WorstInput => ({
  name: `Email: ${name}`,
  jobType: 'io.camunda:email:1',
  toVariables: () => ({
    authentication: { type: 'noAuth' },
    protocol: 'smtp',
    data: {
      smtpActionDiscriminator: 'sendEmailSmtp',
      smtpConfig: { smtpHost: '127.0.0.1', smtpPort: 9, smtpCryptographicProtocol: 'NONE' },
      smtpAction: {
        from: 'anna@example.com',
        to: 'bob@example.com',
        subject: 'x',
        contentType: 'PLAIN',
        body: 'x',
        ...action,
      },
    },
  }),
});

const defineRecord = (
  name: string,
  schema: Readonly<Record<string, unknown>>,
  values: Readonly<Record<string, unknown>>,
): WorstInput => ({
  name: `Customer data: ${name}`,
  jobType: 'io.jobwright:customer-data:1',
  headers: { operation: 'create' },
  toVariables: ({ url }) => ({ backend: 'rest', recordUrl: `${url}/customers/{key}`, schema, values }),
});

/** What models and variables say. */
export const dataInputs: readonly WorstInput[] = [
  defineMail('a filter that compares all with all', {
    body: '{{ a | where_exp: "i", "b contains i" | size }}',
    templateVariables: { a: names, b: names.map((name) => `${name}!`) },
  }),
  defineMail('a date of many digits', {
    body: '{{ "now" | date: "%999999999d" }}',
    templateVariables: { a: 1 },
  }),
  defineMail('20,000 addresses with names that do not end', { to: 'a a <a@b.com>,'.repeat(20_000) }),
  defineMail('headers of encoded words without end', {
    headers: Object.fromEntries(
      Array.from({ length: 60 }, (_, index) => [`X-Note-${index}`, '=?a?b?x '.repeat(6_000)]),
    ),
  }),
  defineMail('Markdown of brackets', { contentType: 'MARKDOWN', body: '[a](<b'.repeat(10_000) }),
  {
    name: 'Email: a mail that is slow to read',
    jobType: 'io.camunda:email:1',
    toVariables: ({ mailPort }) => ({
      authentication: { type: 'simple', username: 'anna', password: 'x' },
      protocol: 'pop3',
      data: {
        pop3ActionDiscriminator: 'readEmailPop3',
        pop3Config: { pop3Host: '127.0.0.1', pop3Port: mailPort, pop3CryptographicProtocol: 'NONE' },
        pop3Action: { messageId: MESSAGE_ID },
      },
    }),
  },
  defineRecord(
    'a pattern that goes back',
    { properties: { name: { pattern: '^(a+)+$' } } },
    { name: `${'a'.repeat(38)}!` },
  ),
  defineRecord(
    '40,000 items that are all compared',
    { properties: { list: { uniqueItems: true } } },
    { list: Array.from({ length: 40_000 }, (_, index) => ({ a: index, b: [index] })) },
  ),
];
