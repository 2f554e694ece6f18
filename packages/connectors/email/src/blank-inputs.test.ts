import type { JsonObject, JsonValue } from '@jobwright/connector-sdk';
import { runConnector } from '@jobwright/connector-testing';
import { startImapServer, startPop3Server } from '@jobwright/test-servers/mail';
import { expect, it } from 'vitest';
import { email } from './connector.ts';
import { closeAfterEach } from './testing/close-after-each.ts';
import { MAILBOX_SECRETS as secrets, imapVariables, pop3Variables } from './testing/mailbox-variables.ts';
import { writeEmail } from './testing/raw-email.ts';

const closing = closeAfterEach();
const mail = writeEmail({ id: '1@x', subject: 'Hello' });
const BLANKS: readonly JsonValue[] = ['', ' ', '\t ', null];

const fields: readonly (readonly [action: string, field: string, input: JsonObject])[] = [
  ['listEmailsImap', 'listEmailsFolder', {}],
  ['searchEmailsImap', 'searchEmailFolder', {}],
  ['searchEmailsImap', 'criteria', {}],
  ['readEmailImap', 'readEmailFolder', { messageId: '1@x' }],
  ['deleteEmailImap', 'deleteEmailFolder', { messageId: '1@x' }],
];

it.each(
  fields.flatMap(([action, field, input]) => BLANKS.map((blank) => [action, field, blank, input] as const)),
)('%s with %s %j works as without it', async (action, field, blank, input) => {
  const { port } = closing(await startImapServer({ inbox: [{ raw: mail }] }));
  const variables = imapVariables({
    action,
    port,
    input: { ...input, [field]: blank },
  });
  const { outcome } = await runConnector(email, variables, { secrets });
  expect(outcome.kind).toBe('complete');
  expect(JSON.stringify(outcome.variables)).toContain('1@x');
});

it.each(BLANKS)('criteria %j find all emails by POP3', async (criteria) => {
  const { port } = closing(await startPop3Server({ messages: [mail] }));
  const variables = pop3Variables({ action: 'searchEmailsPop3', port, input: { criteria } });
  const { outcome } = await runConnector(email, variables, { secrets });
  expect(outcome).toMatchObject({ variables: { result: [{ messageId: '<1@x>' }] } });
});

it.each(['fromFolder', 'toFolder'].flatMap((field) => BLANKS.map((blank) => [field, blank] as const)))(
  'a move needs its folders: %s %j is refused',
  async (field, blank) => {
    const input = { messageId: '1@x', fromFolder: 'A', toFolder: 'B', [field]: blank };
    const { outcome } = await runConnector(
      email,
      imapVariables({ action: 'moveEmailImap', port: 1, input }),
      {
        secrets,
      },
    );
    expect(outcome).toMatchObject({
      kind: 'fail',
      retries: 0,
      variables: { error: { code: 'INPUT_INVALID' } },
    });
  },
);
