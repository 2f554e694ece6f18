import type { JsonObject, JsonValue } from '@jobwright/connector-sdk';
import { runConnector } from '@jobwright/connector-testing';
import { startImapServer } from '@jobwright/test-servers/mail';
import { describe, expect, it } from 'vitest';
import { email } from './connector.ts';
import { closeAfterEach } from './testing/close-after-each.ts';
import { MAILBOX_SECRETS as secrets, imapVariables } from './testing/mailbox-variables.ts';
import { writeEmail } from './testing/raw-email.ts';

const closing = closeAfterEach();

const INBOX = [
  {
    raw: writeEmail({ id: 'order@x', from: 'Ada <ada@x.example>', subject: 'Order 17', body: 'two chairs' }),
  },
  {
    raw: writeEmail({
      id: 'bill@x',
      from: 'Ada <ada@x.example>',
      subject: 'Bill 17',
      body: 'for two chairs',
    }),
  },
  { raw: writeEmail({ id: 'news@x', from: 'Eve <eve@x.example>', subject: 'Order now', body: 'a table' }) },
];

async function search(input: JsonObject, folders = {}) {
  const server = closing(await startImapServer({ inbox: INBOX, folders }));
  const variables = imapVariables({ action: 'searchEmailsImap', port: server.port, input });
  const { outcome } = await runConnector(email, variables, { secrets });
  return { outcome, server };
}

const from = (value: string) => ({ field: 'FROM', value });
const subject = (value: string) => ({ field: 'SUBJECT', value });
const body = (value: string) => ({ field: 'BODY', value });
const and = (...criteria: JsonValue[]) => ({ operator: 'AND', criteria });
const or = (...criteria: JsonValue[]) => ({ operator: 'OR', criteria });

describe('searching emails', () => {
  it('gives Message-ID and subject, in the order of the folder', async () => {
    const { outcome } = await search({ criteria: subject('order') });
    expect(outcome).toEqual({
      kind: 'complete',
      variables: {
        result: [
          { messageId: '<order@x>', subject: 'Order 17' },
          { messageId: '<news@x>', subject: 'Order now' },
        ],
      },
    });
  });

  it.each([
    [from('ada@x.example'), ['<order@x>', '<bill@x>']],
    [body('chairs'), ['<order@x>', '<bill@x>']],
    [and(subject('Order'), from('eve')), ['<news@x>']],
    [and(subject('Order'), subject('17')), ['<order@x>']],
    [and(subject('17'), subject('Bill'), body('chairs'), body('for')), ['<bill@x>']],
    [or(subject('Bill'), body('table')), ['<bill@x>', '<news@x>']],
    [or(subject('Bill')), ['<bill@x>']],
    [or(subject('Bill'), body('table'), from('nobody')), ['<bill@x>', '<news@x>']],
    [and(or(subject('Order'), subject('Bill')), or(body('for'), body('table'))), ['<bill@x>', '<news@x>']],
    [and(or(and(or(subject('Bill'))))), ['<bill@x>']],
    [subject('nothing of this'), []],
  ])('finds by %j', async (criteria, expected) => {
    const { outcome } = await search({ criteria });
    expect(outcome).toMatchObject({
      kind: 'complete',
      variables: { result: expected.map((messageId) => ({ messageId })) },
    });
  });

  it.each([{}, { criteria: null }])('finds everything without criteria: %j', async (input) => {
    const { outcome } = await search(input);
    expect(outcome.variables['result']).toHaveLength(3);
  });

  it('looks into the folder that is named', async () => {
    const folders = { Archive: { messages: [{ raw: writeEmail({ id: 'old@x', subject: 'Order 1' }) }] } };
    const { outcome } = await search({ criteria: subject('Order'), searchEmailFolder: 'Archive' }, folders);
    expect(outcome).toMatchObject({ variables: { result: [{ messageId: '<old@x>' }] } });
  });

  it('marks nothing as seen', async () => {
    const { server } = await search({ criteria: body('chairs') });
    expect(server.flagsOf('INBOX').flat()).toEqual([]);
  });
});

describe('criteria', () => {
  const nest = (depth: number): JsonValue => {
    let criteria: JsonValue = subject('x');
    for (let level = 0; level < depth; level += 1) criteria = and(criteria);
    return criteria;
  };

  it.each([
    ['of another field', { field: 'TO', value: 'x' }],
    ['of another operator', { operator: 'NOT', criteria: [subject('x')] }],
    ['without value', { field: 'FROM' }],
    ['of nothing', subject('')],
    ['of no criteria', and()],
    ['that is text', 'FROM x'],
    ['with a line break', subject('x"\r\nA1 DELETE INBOX')],
    ['nested deeper than anybody means it', nest(500)],
    ['of more terms than anybody means', and(...Array.from({ length: 2_000 }, () => subject('x')))],
  ])('%s are refused before a server hears of them', async (_, criteria) => {
    const { outcome, server } = await search({ criteria });
    expect(outcome).toMatchObject({
      kind: 'fail',
      retries: 0,
      variables: { error: { code: 'INPUT_INVALID' } },
    });
    expect(JSON.stringify(outcome)).toContain('data.imapAction.criteria');
    expect(server.connections()).toBe(0);
  });

  it.each(['") OR (ALL', '{3}', 'a\\', '* %', '(', 'UNSEEN'])(
    'of the text %s find that text',
    async (odd) => {
      const { outcome } = await search({ criteria: subject(odd) });
      expect(outcome).toMatchObject({ kind: 'complete', variables: { result: [] } });
    },
  );
});
