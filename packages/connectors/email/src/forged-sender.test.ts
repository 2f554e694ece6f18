import type { JsonObject } from '@jobwright/connector-sdk';
import { runConnector } from '@jobwright/connector-testing';
import { startImapServer, startPop3Server } from '@jobwright/test-servers/mail';
import { describe, expect, it } from 'vitest';
import { email } from './connector.ts';
import { closeAfterEach } from './testing/close-after-each.ts';
import { MAILBOX_SECRETS as secrets, imapVariables, pop3Variables } from './testing/mailbox-variables.ts';
import { writeEmail } from './testing/raw-email.ts';

const closing = closeAfterEach();

/** What is in an encoded word is a name, whatever it looks like (RFC 2047, 6.2). */
const FORGED = [
  ['=?utf-8?B?QSwgQiA8Y2VvQGJhbmsuZXhhbXBsZT4=?= <evil@x.example>', 'evil@x.example'],
  ['=?utf-8?Q?ceo=40bank.example=2C?= <evil@x.example>', 'evil@x.example'],
  ['=?utf-8?Q?=22ceo=40bank.example=22?= <evil@x.example>', 'evil@x.example'],
  ['=?utf-8?Q?=3Cceo=40bank.example=3E?= =?utf-8?Q?_?= evil@x.example', 'evil@x.example'],
  ['"=?utf-8?Q?=22_=3Cceo=40bank.example=3E=2C?=" <evil@x.example>', 'evil@x.example'],
  ['=?utf-8?Q?Team=3A_ceo=40bank.example=3B?= <evil@x.example>', 'evil@x.example'],
  ['evil@x.example (=?utf-8?Q?=29_=3Cceo=40bank.example=3E?=)', 'evil@x.example'],
  ['=?ISO-8859-1?B?PEJlemUgam3pbmE+?= <somebody@somewhere.example>', 'somebody@somewhere.example'],
] as const;

async function run(variables: JsonObject): Promise<unknown> {
  const { outcome } = await runConnector(email, variables, { secrets });
  return outcome.variables['result'];
}

const mail = (from: string): string => writeEmail({ id: '1@x', from, subject: 'Pay' });

describe.each(FORGED)('an email from %s', (from, fromAddress) => {
  it('is from its address by IMAP', async () => {
    const { port } = closing(await startImapServer({ inbox: [{ raw: mail(from) }] }));
    expect(await run(imapVariables({ action: 'listEmailsImap', port }))).toMatchObject([{ fromAddress }]);
    const input = { messageId: '1@x' };
    expect(await run(imapVariables({ action: 'readEmailImap', port, input }))).toMatchObject({
      fromAddress,
    });
  });

  it('is from its address by POP3, and is not found as one of another', async () => {
    const { port } = closing(await startPop3Server({ messages: [mail(from)] }));
    const search = (value: string) =>
      run(pop3Variables({ action: 'searchEmailsPop3', port, input: { criteria: { field: 'FROM', value } } }));
    expect(await run(pop3Variables({ action: 'listEmailsPop3', port }))).toMatchObject([{ fromAddress }]);
    const input = { messageId: '1@x' };
    expect(await run(pop3Variables({ action: 'readEmailPop3', port, input }))).toMatchObject({
      fromAddress,
    });
    expect(await search('ceo@bank.example')).toEqual([]);
    expect(await search('ceo@bank')).toEqual([]);
    expect(await search(fromAddress)).toHaveLength(1);
  });
});
