import { createConnectorHarness, runConnector } from '@jobwright/connector-testing';
import { startImapServer } from '@jobwright/test-servers/mail';
import { describe, expect, it } from 'vitest';
import { email } from './connector.ts';
import { closeAfterEach } from './testing/close-after-each.ts';
import { MAILBOX_SECRETS as secrets, imapVariables } from './testing/mailbox-variables.ts';
import { writeEmail } from './testing/raw-email.ts';

const closing = closeAfterEach();
const one = writeEmail({ id: '1@x' });
const two = writeEmail({ id: '2@x' });
const other = writeEmail({ id: '3@x' });

describe('deleting an email', () => {
  it('deletes that one, and none that somebody else has marked', async () => {
    const server = closing(
      await startImapServer({ inbox: [{ raw: one }, { raw: two }, { raw: other, flags: ['\\Deleted'] }] }),
    );
    const variables = imapVariables({
      action: 'deleteEmailImap',
      port: server.port,
      input: { messageId: '<1@x>' },
    });
    const { outcome } = await runConnector(email, variables, { secrets });
    expect(outcome).toEqual({
      kind: 'complete',
      variables: { result: { messageId: '<1@x>', deleted: true } },
    });
    expect(server.messagesOf('INBOX')).toEqual([two, other]);
  });

  it('deletes from the folder that is named', async () => {
    const server = closing(
      await startImapServer({ inbox: [{ raw: one }], folders: { Archive: { messages: [{ raw: one }] } } }),
    );
    const input = { messageId: '<1@x>', deleteEmailFolder: 'Archive' };
    await runConnector(email, imapVariables({ action: 'deleteEmailImap', port: server.port, input }), {
      secrets,
    });
    expect(server.messagesOf('Archive')).toEqual([]);
    expect(server.messagesOf('INBOX')).toHaveLength(1);
  });

  it('says when there is nothing to delete, once', async () => {
    const server = closing(await startImapServer({ inbox: [{ raw: two }] }));
    const variables = imapVariables({
      action: 'deleteEmailImap',
      port: server.port,
      input: { messageId: '<1@x>' },
    });
    const { outcome } = await runConnector(email, variables, { secrets });
    expect(outcome).toMatchObject({
      kind: 'fail',
      retries: 0,
      variables: { error: { code: 'EMAIL_MESSAGE_NOT_FOUND' } },
    });
    expect(JSON.stringify(outcome)).toContain('<1@x>');
  });
});

describe('a job that is delivered again', () => {
  it('finds its work done; another job does not', async () => {
    const server = closing(await startImapServer({ inbox: [{ raw: one }] }));
    const harness = closing(createConnectorHarness(email, { secrets }));
    const variables = imapVariables({
      action: 'deleteEmailImap',
      port: server.port,
      input: { messageId: '<1@x>' },
    });
    const done = { kind: 'complete', variables: { result: { messageId: '<1@x>', deleted: true } } };
    expect((await harness.run(variables, { jobKey: '17' })).outcome).toEqual(done);
    expect((await harness.run(variables, { jobKey: '17' })).outcome).toEqual(done);
    const { outcome } = await harness.run(variables, { jobKey: '18' });
    expect(outcome).toMatchObject({ variables: { error: { code: 'EMAIL_MESSAGE_NOT_FOUND' } } });
  });

  it('with another email in mind deletes that one', async () => {
    const server = closing(await startImapServer({ inbox: [{ raw: one }, { raw: two }] }));
    const harness = closing(createConnectorHarness(email, { secrets }));
    for (const messageId of ['<1@x>', '<2@x>', '<3@x>']) {
      const variables = imapVariables({
        action: 'deleteEmailImap',
        port: server.port,
        input: { messageId },
      });
      const { outcome } = await harness.run(variables, { jobKey: '17' });
      expect(outcome.kind).toBe(messageId === '<3@x>' ? 'fail' : 'complete');
    }
    expect(server.messagesOf('INBOX')).toEqual([]);
  });
});
