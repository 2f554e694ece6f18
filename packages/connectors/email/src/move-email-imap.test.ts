import type { JsonObject } from '@jobwright/connector-sdk';
import { runConnector } from '@jobwright/connector-testing';
import { type ImapServer, type ImapServerOptions, startImapServer } from '@jobwright/test-servers/mail';
import { describe, expect, it } from 'vitest';
import { email } from './connector.ts';
import { closeAfterEach } from './testing/close-after-each.ts';
import { MAILBOX_SECRETS as secrets, imapVariables } from './testing/mailbox-variables.ts';
import { writeEmail } from './testing/raw-email.ts';

const closing = closeAfterEach();
const start = async (options: ImapServerOptions) => closing(await startImapServer(options));
const one = writeEmail({ id: '1@x' });
const two = writeEmail({ id: '2@x' });

async function move({ port }: ImapServer, input: JsonObject) {
  const action = { messageId: '<1@x>', fromFolder: 'INBOX', toFolder: 'Archive', ...input };
  const variables = imapVariables({ action: 'moveEmailImap', port, input: action });
  return (await runConnector(email, variables, { secrets })).outcome;
}
const done = (to: string) => ({
  kind: 'complete',
  variables: { result: { messageId: '<1@x>', from: 'INBOX', to } },
});

describe.each([
  ['with MOVE', []],
  ['without MOVE', ['MOVE']],
])('moving an email on a server %s', (_, without) => {
  it('takes it out of one folder and puts it into the other', async () => {
    const server = await start({ inbox: [{ raw: one }, { raw: two }], folders: { Archive: {} }, without });
    expect(await move(server, {})).toEqual(done('Archive'));
    expect(server.messagesOf('INBOX')).toEqual([two]);
    expect(server.messagesOf('Archive')).toEqual([one]);
  });

  it.each(['Projects/2026/Open', 'Projects.2026.Open'])('makes the folder %s', async (toFolder) => {
    const server = await start({ inbox: [{ raw: one }], without });
    expect(await move(server, { toFolder })).toEqual(done(toFolder));
    expect(server.messagesOf('INBOX')).toEqual([]);
    expect(server.messagesOf('Projects/2026/Open')).toEqual([one]);
  });

  it('that was moved by an earlier delivery finds it done', async () => {
    const server = await start({
      inbox: [{ raw: two }],
      folders: { Archive: { messages: [{ raw: one }] } },
      without,
    });
    expect(await move(server, {})).toEqual(done('Archive'));
    expect(server.messagesOf('Archive')).toEqual([one]);
    expect(server.messagesOf('INBOX')).toEqual([two]);
  });

  it('that is in neither folder says so', async () => {
    const server = await start({ inbox: [{ raw: two }], without });
    expect(await move(server, {})).toMatchObject({
      kind: 'fail',
      retries: 0,
      variables: { error: { code: 'EMAIL_MESSAGE_NOT_FOUND' } },
    });
    expect(server.messagesOf('Archive')).toBeUndefined();
  });

  it('from a folder that is not there says so', async () => {
    const server = await start({ without });
    expect(await move(server, { fromFolder: 'Nowhere' })).toMatchObject({
      variables: { error: { code: 'EMAIL_MAILBOX_NOT_FOUND' } },
    });
  });
});

it('is not copied twice when an earlier attempt got half way', async () => {
  const server = await start({
    inbox: [{ raw: one }],
    folders: { Archive: { messages: [{ raw: one }] } },
    without: ['MOVE'],
  });
  expect(await move(server, {})).toEqual(done('Archive'));
  expect(server.messagesOf('INBOX')).toEqual([]);
  expect(server.messagesOf('Archive')).toEqual([one]);
});

it.each(['fromFolder', 'toFolder', 'messageId'])('needs %s', async (missing) => {
  const server = await start({});
  const outcome = await move(server, { [missing]: '' });
  expect(outcome).toMatchObject({
    kind: 'fail',
    retries: 0,
    variables: { error: { code: 'INPUT_INVALID' } },
  });
  expect(JSON.stringify(outcome)).toContain(`data.imapAction.${missing}`);
});
