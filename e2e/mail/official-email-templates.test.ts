import { camunda8, type ConnectorWorkers, startConnectors } from '@jobwright/camunda8';
import { email } from '@jobwright/connector-email';
import { type DocumentReference, readDocument } from '@jobwright/connector-sdk';
import { MAIL_ACCOUNTS, type MailAccount } from '@jobwright/servers/mail-server';
import { createMemoryDocumentStore, createStaticSecrets } from '@jobwright/runtime';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { toModelledProcess } from '../src/testing/apply-template.ts';
import { connectTarget, type Target } from '../src/testing/target.ts';
import { type Mailbox, openMailbox } from './testing/mailbox.ts';
import {
  type EmailTemplate,
  fillIn,
  listActions,
  offers,
  readEmailTemplates,
} from './testing/official-email-templates.ts';
import { MAIL_SECRETS } from './testing/variables.ts';

// Every published version of the official template with each of its actions, filled in, deployed and run:
// what it does to a mailbox, and which variables come of it.
const { ada, bob } = MAIL_ACCOUNTS;
const { ports } = inject('mail');
const documents = createMemoryDocumentStore();
let target: Target;
let workers: ConnectorWorkers;
let inbox: Mailbox;

beforeAll(async () => {
  [target, inbox] = await Promise.all([connectTarget(), openMailbox(ada)]);
  workers = await startConnectors({
    connectors: [email],
    clusters: [camunda8({ settings: target.configuration })],
    documents,
    secrets: { provider: createStaticSecrets(MAIL_SECRETS) },
  });
});
afterAll(async () => {
  await workers.close({ timeoutMs: 0 });
  await target.close();
  await inbox.close();
});

const toRaw = (id: string, subject: string, date: string, body: string): string =>
  `Message-ID: <${id}>\r\nFrom: Bob <${bob.username}>\r\nSubject: ${subject}\r\nDate: ${date}\r\n${body}\r\n`;
const ORDER = toRaw(
  'order@x',
  'Order 17',
  'Fri, 2 Jan 2026 10:00:00 +0000',
  [
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    'Content-Type: multipart/alternative; boundary=c',
    '',
    '--c',
    'Content-Type: text/plain',
    '',
    'Two chairs',
    '--c',
    'Content-Type: text/html',
    '',
    '<p>Two chairs</p>',
    '--c--',
    '--b',
    'Content-Type: text/csv; name=items.csv',
    'Content-Disposition: attachment; filename=items.csv',
    '',
    'chair,2',
    '--b--',
  ].join('\r\n'),
);
const NEWS = toRaw('news@x', 'News', 'Thu, 1 Jan 2026 10:00:00 +0000', '\r\nNo chairs');
const RECEIVED = new Date('2026-01-03T12:00:00Z');

interface Case {
  readonly values: Readonly<Record<string, string | number>>;
  readonly expectResult: (result: Record<string, unknown>) => Promise<void> | void;
}

async function readText(reference: DocumentReference): Promise<string> {
  const opened = await documents.open(reference, { signal: AbortSignal.timeout(10_000) });
  return Buffer.from(await readDocument(opened, { maxBytes: 10_000 })).toString();
}

async function expectOrder(result: Record<string, unknown>, receivedDateTime: string | null): Promise<void> {
  expect(result).toEqual({
    messageId: '<order@x>',
    fromAddress: bob.username,
    headers: expect.arrayContaining([
      { key: 'Message-ID', value: '<order@x>' },
      { key: 'From', value: `Bob <${bob.username}>` },
      { key: 'Subject', value: 'Order 17' },
    ]),
    subject: 'Order 17',
    size: ORDER.length,
    plainTextBody: 'Two chairs',
    htmlBody: '<p>Two chairs</p>',
    attachments: [expect.objectContaining({ 'camunda.document.type': 'camunda' })],
    receivedDateTime,
    errors: [],
  });
  const [attachment] = result['attachments'] as DocumentReference[];
  expect(attachment).toMatchObject({ metadata: { fileName: 'items.csv', contentType: 'text/csv' } });
  expect((await readText(attachment!)).trim()).toBe('chair,2');
}

const CRITERIA = `={operator: "AND", criteria: [{field: "SUBJECT", value: topic}, {operator: "OR", criteria: [{field: "BODY", value: "chairs"}, {field: "FROM", value: "nobody"}]}]}`;
const listed = (...subjects: string[]) => subjects.map((subject) => expect.objectContaining({ subject }));

const READING: Readonly<Record<string, Case>> = {
  listEmailsImap: {
    values: {
      'data.imapAction.maxToBeRead': 5,
      'data.imapAction.sortField': 'SENT_DATE',
      'data.imapAction.sortOrder': 'DESC',
      'data.imapAction.listEmailsFolder': '=folder',
    },
    expectResult: (result) =>
      expect(result).toEqual([
        { messageId: '<order@x>', fromAddress: bob.username, subject: 'Order 17', size: ORDER.length },
        { messageId: '<news@x>', fromAddress: bob.username, subject: 'News', size: NEWS.length },
      ]),
  },
  searchEmailsImap: {
    values: { 'data.imapAction.criteria': CRITERIA, 'data.imapAction.searchEmailFolder': 'INBOX' },
    expectResult: (result) => expect(result).toEqual([{ messageId: '<order@x>', subject: 'Order 17' }]),
  },
  readEmailImap: {
    values: { 'data.imapAction.messageId': '=id', 'data.imapAction.readEmailFolder': 'INBOX' },
    expectResult: (result) => expectOrder(result, '2026-01-03T12:00:00Z'),
  },
  deleteEmailImap: {
    values: { 'data.imapAction.messageId': '<order@x>', 'data.imapAction.deleteEmailFolder': '=folder' },
    async expectResult(result) {
      expect(result).toEqual({ messageId: '<order@x>', deleted: true });
      expect(await inbox.list('INBOX')).toEqual([NEWS]);
    },
  },
  moveEmailImap: {
    values: {
      'data.imapAction.messageId': '=id',
      'data.imapAction.fromFolder': 'INBOX',
      'data.imapAction.toFolder': 'Done.2026',
    },
    async expectResult(result) {
      expect(result).toEqual({ messageId: '<order@x>', from: 'INBOX', to: 'Done.2026' });
      expect(await inbox.list('INBOX')).toEqual([NEWS]);
      expect(await inbox.list('Done/2026')).toEqual([ORDER]);
    },
  },
  listEmailsPop3: {
    values: {
      'data.pop3Action.maxToBeRead': 1,
      'data.pop3Action.sortField': 'SIZE',
      'data.pop3Action.sortOrder': 'DESC',
    },
    expectResult: (result) => expect(result).toEqual(listed('Order 17')),
  },
  searchEmailsPop3: {
    values: { 'data.pop3Action.criteria': CRITERIA },
    expectResult: (result) => expect(result).toEqual([{ messageId: '<order@x>', subject: 'Order 17' }]),
  },
  readEmailPop3: {
    values: { 'data.pop3Action.messageId': '=id' },
    expectResult: (result) => expectOrder(result, null),
  },
  deleteEmailPop3: {
    values: { 'data.pop3Action.messageId': '<order@x>' },
    async expectResult(result) {
      expect(result).toEqual({ messageId: '<order@x>', deleted: true });
      expect(await inbox.list('INBOX')).toEqual([NEWS]);
    },
  },
};

/** Sends to Ada all that a version lets one say. */
function toSending(template: EmailTemplate, subject: string): Case {
  const has = (name: string): boolean => offers(template, `data.smtpAction.${name}`);
  const canAttach = template.version >= 5;
  return {
    values: {
      'data.smtpAction.from': `Bob <${bob.username}>`,
      'data.smtpAction.to': '=recipient',
      'data.smtpAction.cc': `=["${bob.username}"]`,
      'data.smtpAction.bcc': '',
      'data.smtpAction.subject': subject,
      'data.smtpAction.body': 'Two chairs',
      ...(has('htmlBody')
        ? { 'data.smtpAction.contentType': 'MULTIPART', 'data.smtpAction.htmlBody': '<p>Two chairs</p>' }
        : {}),
      ...(has('headers') ? { 'data.smtpAction.headers': '={"X-Order": "17"}' } : {}),
      ...(canAttach
        ? {
            'data.smtpAction.data_smtpAction_attachments_documentMode': 'single',
            'data.smtpAction.data_smtpAction_attachments_single_documentSource': 'inline',
            'data.smtpAction.data_smtpAction_attachments_single_inline_content': 'chair,2',
            'data.smtpAction.data_smtpAction_attachments_single_inline_fileName': 'items.csv',
            'data.smtpAction.data_smtpAction_attachments_single_inline_contentType': 'text/csv',
          }
        : {}),
    },
    async expectResult(result) {
      const mail = await inbox.waitFor(subject);
      expect(result).toEqual({ subject, sent: true, messageId: mail.messageId });
      expect(mail.text?.trim()).toBe('Two chairs');
      expect(mail.from?.value).toEqual([{ name: 'Bob', address: bob.username }]);
      expect(mail.to).toMatchObject({ value: [{ address: ada.username }] });
      expect(mail.cc).toMatchObject({ value: [{ address: bob.username }] });
      if (has('htmlBody')) expect(mail.html).toContain('<p>Two chairs</p>');
      if (has('headers')) expect(mail.headers.get('x-order')).toBe('17');
      expect(mail.attachments.map(({ filename, content }) => [filename, content.toString()])).toEqual(
        canAttach ? [['items.csv', 'chair,2']] : [],
      );
    },
  };
}

const toServer = (protocol: string): Readonly<Record<string, string | number>> => ({
  [`data.${protocol}Config.${protocol}Host`]: 'localhost',
  [`data.${protocol}Config.${protocol}Port`]: toPort(protocol),
  [`data.${protocol}Config.${protocol}CryptographicProtocol`]: 'TLS',
});
const toPort = (protocol: string): number =>
  protocol === 'smtp' ? ports.submission : protocol === 'imap' ? ports.imaps : ports.pop3s;

let count = 0;

async function run(
  template: EmailTemplate,
  values: Readonly<Record<string, string | number>>,
  account?: object,
) {
  count += 1;
  const processId = `email-${template.version}-${count}-${process.pid}`;
  const filled = fillIn(template, { ...values, 'header resultVariable': 'mail' });
  const model = await toModelledProcess({ processId, template: filled, values: {} });
  await target.client.deployResource({ process: Buffer.from(model), name: `${processId}.bpmn` });
  const { variables } = await target.client.createProcessInstanceWithResult({
    bpmnProcessId: processId,
    variables: {
      topic: 'Order',
      folder: 'INBOX',
      id: '<order@x>',
      recipient: ada.username,
      ...(account === undefined ? {} : { account }),
    } as never,
    requestTimeout: 40_000,
  });
  return (variables as Readonly<Record<string, unknown>>)['mail'] as Record<string, unknown>;
}

const toLogin = ({ username }: MailAccount, secret: string) => ({
  'authentication.type': 'simple',
  'authentication.username': username,
  'authentication.password': `{{secrets.${secret}}}`,
});

const templates = readEmailTemplates();
test('all published versions are tried', () => {
  expect(templates.map(({ version }) => version)).toEqual(templates.map((_, index) => index + 1));
  expect(templates.length).toBeGreaterThanOrEqual(8);
});

describe.each(templates.map((template) => [template.version, template] as const))(
  'version %i',
  (_, template) => {
    beforeEach(async () => {
      await inbox.clear();
      await inbox.put('INBOX', NEWS, new Date('2026-01-04T12:00:00Z'));
      await inbox.put('INBOX', ORDER, RECEIVED);
    });

    test.each(listActions(template))('%s: %s', async (protocol, action) => {
      const { values, expectResult } =
        protocol === 'smtp' ? toSending(template, `Sent by version ${template.version}`) : READING[action]!;
      const result = await run(template, {
        protocol,
        [`data.${protocol}ActionDiscriminator`]: action,
        ...toLogin(protocol === 'smtp' ? bob : ada, protocol === 'smtp' ? 'BOB' : 'ADA'),
        ...toServer(protocol),
        ...values,
      });
      await expectResult(result);
    });

    if (!offers(template, 'emailAccountConfiguration')) return;
    test('a shared account', async () => {
      const account = {
        username: ada.username,
        password: ada.password,
        imapHost: 'localhost',
        imapPort: ports.imaps,
      };
      const { values, expectResult } = READING['readEmailImap']!;
      const result = await run(
        template,
        {
          protocol: 'imap',
          'data.imapActionDiscriminator': 'readEmailImap',
          emailAccountConfiguration: '=account',
          ...values,
        },
        account,
      );
      await expectResult(result);
    });
  },
);
