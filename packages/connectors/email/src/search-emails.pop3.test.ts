import type { JsonObject } from '@jobwright/connector-sdk';
import { runConnector } from '@jobwright/connector-testing';
import { startPop3Server } from '@jobwright/test-servers/mail';
import { expect, it } from 'vitest';
import { email } from './connector.ts';
import { closeAfterEach } from './testing/close-after-each.ts';
import { MAILBOX_SECRETS as secrets, pop3Variables } from './testing/mailbox-variables.ts';
import { writeMultipartEmail, writeEmail } from './testing/raw-email.ts';

const closing = closeAfterEach();
const messages = [
  writeEmail({ id: 'order@x', from: 'Ada <ada@x.example>', subject: 'Order 17', body: 'two chairs' }),
  writeMultipartEmail(
    { id: 'bill@x', from: 'Ada <ada@x.example>', subject: 'Bill 17' },
    {
      subtype: 'mixed',
      parts: [
        { type: 'text/html', body: '<b>For chairs</b>' },
        { type: 'application/pdf', body: 'needle' },
      ],
    },
  ),
  writeEmail({ id: 'news@x', from: 'Eve <eve@x.example>', subject: 'Order now', body: 'a table' }),
];

async function search(input: JsonObject) {
  const server = closing(await startPop3Server({ messages }));
  const variables = pop3Variables({ action: 'searchEmailsPop3', port: server.port, input });
  const { outcome } = await runConnector(email, variables, { secrets });
  return { outcome, server };
}
const term = (field: string, value: string) => ({ field, value });

it.each([
  [{ criteria: term('SUBJECT', 'order') }, ['<order@x>', '<news@x>'], 0],
  [{ criteria: term('FROM', 'ada@x.example') }, ['<order@x>', '<bill@x>'], 0],
  [{ criteria: term('BODY', 'chairs') }, ['<order@x>', '<bill@x>'], 3],
  [{ criteria: term('BODY', 'needle') }, [], 3],
  [
    { criteria: { operator: 'AND', criteria: [term('SUBJECT', 'Order'), term('BODY', 'table')] } },
    ['<news@x>'],
    2,
  ],
  [
    { criteria: { operator: 'OR', criteria: [term('BODY', 'for'), term('SUBJECT', 'Order')] } },
    ['<order@x>', '<bill@x>', '<news@x>'],
    1,
  ],
  [{}, ['<order@x>', '<bill@x>', '<news@x>'], 0],
])('finds by %j, and reads whole emails only where it has to', async (input, expected, retrieved) => {
  const { outcome, server } = await search(input);
  expect(outcome).toMatchObject({
    kind: 'complete',
    variables: { result: expected.map((messageId) => ({ messageId })) },
  });
  expect(server.commands.filter((command) => command.startsWith('RETR'))).toHaveLength(retrieved);
});

it('refuses criteria that are none', async () => {
  const { outcome, server } = await search({ criteria: { field: 'SIZE', value: '1' } });
  expect(outcome).toMatchObject({
    kind: 'fail',
    retries: 0,
    variables: { error: { code: 'INPUT_INVALID' } },
  });
  expect(JSON.stringify(outcome)).toContain('data.pop3Action.criteria');
  expect(server.commands).toEqual([]);
});
