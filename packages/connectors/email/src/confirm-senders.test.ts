import type { JsonObject } from '@jobwright/connector-sdk';
import { runConnector } from '@jobwright/connector-testing';
import { startScriptedImapServer } from '@jobwright/test-servers/mail';
import { expect, it } from 'vitest';
import { email } from './connector.ts';
import { closeAfterEach } from './testing/close-after-each.ts';
import { MAILBOX_SECRETS as secrets, imapVariables } from './testing/mailbox-variables.ts';

const closing = closeAfterEach();

const HEADERS: Readonly<Record<string, string>> = {
  '1': 'From: =?utf-8?Q?=3Cceo=40bank.example=3E?= <evil@x.example>',
  '2': 'From: "The CEO" <CEO@bank.example>',
};

/**
 * A server that finds both emails, as one does that searches in the decoded header, and the first in a second
 * search.
 */
async function search(criteria: JsonObject) {
  let searches = 0;
  const server = closing(
    await startScriptedImapServer({
      onCommand(command) {
        if (command.startsWith('UID SEARCH'))
          return [(searches += 1) === 1 ? '* SEARCH 1 2' : '* SEARCH 1 2 3', 'OK'];
        const [, uids] = /^UID FETCH (\S+) /.exec(command) ?? [];
        if (uids === undefined) return undefined;
        const lines = uids.split(/[,:]/).map((uid) => {
          const head = `${HEADERS[uid] ?? ''}\r\nSubject: ${uid}\r\n\r\n`;
          return `* ${uid} FETCH (UID ${uid} RFC822.SIZE 10 BODY[HEADER.FIELDS (FROM)] {${head.length}}\r\n${head})`;
        });
        return [...lines, 'OK'];
      },
    }),
  );
  const variables = imapVariables({ action: 'searchEmailsImap', port: server.port, input: { criteria } });
  const { outcome } = await runConnector(email, variables, { secrets });
  const found = outcome.variables['result'] as { subject: string }[];
  const searched = server.commands.filter((command) => command.startsWith('UID SEARCH'));
  return { found: found.map(({ subject }) => subject), again: searched.slice(1) };
}

const from = (value: string) => ({ field: 'FROM', value });
const subject = { field: 'SUBJECT', value: 'Pay' };

it.each<[JsonObject, readonly string[], readonly string[]]>([
  [from('ceo@bank.example'), ['2'], []],
  [from('ceo@bank'), ['2'], []],
  [from('"x" <ceo@bank.example>'), ['2'], []],
  [from('ceo'), ['1', '2'], []],
  [subject, ['1', '2'], []],
  [{ operator: 'AND', criteria: [from('ceo@bank.example'), from('bank')] }, ['2'], []],
  [
    { operator: 'OR', criteria: [from('ceo@bank.example'), subject] },
    ['1', '2'],
    ['UID SEARCH UID 1 SUBJECT Pay'],
  ],
  [{ operator: 'OR', criteria: [from('ceo@bank.example'), from('nobody@bank.example')] }, ['2'], []],
])('what is found by %j is from there', async (criteria, found, again) => {
  expect(await search(criteria)).toEqual({ found, again });
});
