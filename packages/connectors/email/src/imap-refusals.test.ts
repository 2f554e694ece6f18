import type { JsonObject } from '@jobwright/connector-sdk';
import { runConnector } from '@jobwright/connector-testing';
import { type ImapScript, startScriptedImapServer } from '@jobwright/test-servers/mail';
import { describe, expect, it } from 'vitest';
import { email } from './connector.ts';
import { closeAfterEach } from './testing/close-after-each.ts';
import { MAILBOX_SECRETS as secrets, imapVariables } from './testing/mailbox-variables.ts';

const closing = closeAfterEach();
const WITHOUT_MOVE = 'IMAP4rev1 UIDPLUS';
const [MESSAGE_ID, MOVE] = [
  { messageId: '1@x' },
  { messageId: '1@x', fromFolder: 'INBOX', toFolder: 'INBOX/Archive' },
];

/** The server has one email in its inbox, and none elsewhere; `refuse` answers a command. */
async function run(
  { action, input, capabilities }: { action: string; input?: JsonObject; capabilities?: string },
  refuse: (command: string) => readonly string[] | undefined,
) {
  let folder = '';
  const onCommand: NonNullable<ImapScript['onCommand']> = (command) => {
    const refused = refuse(command);
    if (refused !== undefined) return refused;
    if (/^(SELECT|EXAMINE)/.test(command)) folder = command;
    if (command.startsWith('UID SEARCH'))
      return [folder.includes('Archive') ? '* SEARCH' : '* SEARCH 7', 'OK'];
    const [, uid] = /^UID FETCH (\d+)/.exec(command) ?? [];
    if (uid === undefined) return undefined;
    const head = 'Message-ID: <1@x>\r\nFrom: a@x\r\n\r\n';
    const facts = `UID ${uid} RFC822.SIZE 10 INTERNALDATE "01-Jan-2026 10:00:00 +0000"`;
    return [`* 1 FETCH (${facts} BODY[HEADER.FIELDS (MESSAGE-ID)] {${head.length}}\r\n${head})`, 'OK'];
  };
  const server = closing(
    await startScriptedImapServer({ onCommand, ...(capabilities !== undefined && { capabilities }) }),
  );
  const variables = imapVariables({ action, port: server.port, ...(input && { input }) });
  const { outcome } = await runConnector(email, variables, { secrets });
  return { outcome, server };
}

const COMMANDS: readonly (readonly [string, string, JsonObject, string | undefined])[] = [
  ['SELECT', 'deleteEmailImap', MESSAGE_ID, undefined],
  ['EXAMINE', 'listEmailsImap', {}, undefined],
  ['UID SEARCH', 'searchEmailsImap', {}, undefined],
  ['UID SEARCH', 'readEmailImap', MESSAGE_ID, undefined],
  ['UID FETCH', 'searchEmailsImap', {}, undefined],
  ['UID FETCH', 'readEmailImap', MESSAGE_ID, undefined],
  ['FETCH', 'listEmailsImap', {}, undefined],
  ['UID STORE', 'deleteEmailImap', MESSAGE_ID, undefined],
  ['UID EXPUNGE', 'deleteEmailImap', MESSAGE_ID, undefined],
  ['UID MOVE', 'moveEmailImap', MOVE, undefined],
  ['UID COPY', 'moveEmailImap', MOVE, WITHOUT_MOVE],
  ['UID STORE', 'moveEmailImap', MOVE, WITHOUT_MOVE],
  ['UID EXPUNGE', 'moveEmailImap', MOVE, WITHOUT_MOVE],
  ['STATUS', 'moveEmailImap', MOVE, undefined],
  ['LOGIN', 'listEmailsImap', {}, undefined],
];

const TEMPORARY = ['UNAVAILABLE', 'INUSE', 'SERVERBUG', 'expungeissued', 'unavailable'];

describe.each(COMMANDS)('%s of %s', (command, action, input, capabilities) => {
  const refused = (code: string) =>
    run({ action, input, ...(capabilities && { capabilities }) }, (line) =>
      line.startsWith(`${command} `) ? [`NO [${code}] later`] : undefined,
    );

  it.each(TEMPORARY)('that is refused for now, by %s, is tried again', async (code) => {
    const { outcome } = await refused(code);
    expect(outcome).toMatchObject({
      kind: 'fail',
      retries: 2,
      variables: { error: { code: 'EMAIL_TEMPORARILY_REFUSED' } },
    });
  });

  it.each(['OVERQUOTA', 'NOPERM', 'CANNOT', 'CORRUPTION', 'CLIENTBUG', 'EXPIRED', 'CONTACTADMIN'])(
    'that is refused for good, by %s, is not',
    async (code) => {
      const { outcome } = await refused(code);
      // A folder that cannot be looked at is made; it is there.
      if (command === 'STATUS') return;
      expect(outcome).toMatchObject({
        kind: 'fail',
        retries: 0,
        variables: {
          error: {
            code: command === 'LOGIN' ? 'EMAIL_AUTHENTICATION_FAILED' : 'EMAIL_SERVER_REFUSED',
            ...(command !== 'LOGIN' && { message: expect.stringContaining(`[${code}] later`) }),
          },
        },
      });
    },
  );
});

describe('a limit', () => {
  it.each([
    ['LOGIN', 'EMAIL_TEMPORARILY_REFUSED', 2],
    ['UID SEARCH', 'EMAIL_SERVER_REFUSED', 0],
  ])('at %s is %s', async (command, code, retries) => {
    const { outcome } = await run({ action: 'searchEmailsImap' }, (line) =>
      line.startsWith(command) ? ['NO [LIMIT] too many'] : undefined,
    );
    expect(outcome).toMatchObject({ kind: 'fail', retries, variables: { error: { code } } });
  });
});

describe('a move without MOVE', () => {
  it('that stopped after the copy goes on without a second one', async () => {
    let isCopied = false;
    let stores = 0;
    let folder = '';
    const attempt = () =>
      run({ action: 'moveEmailImap', input: MOVE, capabilities: WITHOUT_MOVE }, (line) => {
        if (/^(SELECT|EXAMINE)/.test(line)) folder = line;
        if (line.startsWith('UID COPY')) isCopied = true;
        if (line.startsWith('UID STORE')) return (stores += 1) === 1 ? ['NO [INUSE] locked'] : ['OK'];
        return line.startsWith('UID SEARCH') && folder.includes('Archive') && isCopied
          ? ['* SEARCH 9', 'OK']
          : undefined;
      });
    const first = await attempt();
    expect(first.outcome).toMatchObject({ variables: { error: { code: 'EMAIL_TEMPORARILY_REFUSED' } } });
    const second = await attempt();
    expect(second.outcome).toMatchObject({ kind: 'complete' });
    expect(second.server.commands.filter((command) => command.startsWith('UID COPY'))).toEqual([]);
    expect(second.server.commands).toContain('UID EXPUNGE 7');
  });
});

describe('a search beyond ASCII', () => {
  const umlaut = Buffer.from('Bitte bestätige').toString('latin1');
  const search = (criteria: JsonObject, answer?: readonly string[]) =>
    run({ action: 'searchEmailsImap', input: { criteria } }, (line) =>
      line.startsWith('UID SEARCH') ? answer : undefined,
    );
  const find = (commands: readonly string[]) => commands.find((command) => command.startsWith('UID SEARCH'));

  it.each(['SUBJECT', 'FROM', 'BODY'])('says %s as a literal, in UTF-8', async (field) => {
    const { outcome, server } = await search({ field, value: 'Bitte bestätige' });
    expect(outcome.kind).toBe('complete');
    expect(find(server.commands)).toBe(`UID SEARCH CHARSET UTF-8 ${field} {16}\r\n${umlaut}`);
  });

  it('says several', async () => {
    const terms = [
      { field: 'SUBJECT', value: 'Bitte bestätige' },
      { field: 'FROM', value: 'ada' },
      { field: 'BODY', value: 'Bitte bestätige' },
    ];
    const { outcome, server } = await search({ operator: 'AND', criteria: terms });
    expect(outcome.kind).toBe('complete');
    const literal = `{16}\r\n${umlaut}`;
    expect(find(server.commands)).toBe(
      `UID SEARCH CHARSET UTF-8 SUBJECT ${literal} FROM ada BODY ${literal}`,
    );
  });

  it('looks for a Message-ID', async () => {
    const { server } = await run({ action: 'readEmailImap', input: { messageId: 'ü@x' } }, () => undefined);
    expect(find(server.commands)).toBe(
      `UID SEARCH CHARSET UTF-8 HEADER MESSAGE-ID {4}\r\n${Buffer.from('ü@x').toString('latin1')}`,
    );
  });

  it.each([
    [['NO [BADCHARSET (US-ASCII ISO-8859-1)] no'], 'it knows the charsets US-ASCII, ISO-8859-1'],
    [['NO [BADCHARSET] no'], 'cannot search for characters beyond ASCII'],
    [['BAD [BADCHARSET (US-ASCII)] no'], 'it knows the charsets US-ASCII'],
  ])('that the server does not know, %j, is an error that says so', async (answer, message) => {
    const { outcome } = await search({ field: 'SUBJECT', value: 'ü' }, answer);
    expect(outcome).toMatchObject({
      kind: 'fail',
      retries: 0,
      errorMessage: expect.stringContaining(message),
      variables: { error: { code: 'EMAIL_SERVER_REFUSED' } },
    });
  });

  it('opens folders by their names in modified UTF-7', async () => {
    const { server } = await run(
      { action: 'listEmailsImap', input: { listEmailsFolder: 'Entwürfe & mehr' } },
      () => undefined,
    );
    expect(server.commands.at(-2)).toBe('EXAMINE "INBOX/Entw&APw-rfe &- mehr"');
  });
});
