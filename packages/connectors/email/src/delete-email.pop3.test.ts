import { createConnectorHarness, runConnector } from '@jobwright/connector-testing';
import { type Pop3Server, startPop3Server } from '@jobwright/test-servers/mail';
import { expect, it } from 'vitest';
import { email } from './connector.ts';
import { closeAfterEach } from './testing/close-after-each.ts';
import { MAILBOX_SECRETS as secrets, pop3Variables } from './testing/mailbox-variables.ts';
import { writeEmail } from './testing/raw-email.ts';

const closing = closeAfterEach();
const one = writeEmail({ id: '1@x' });
const two = writeEmail({ id: '2@x' });
const toDelete = ({ port }: Pop3Server, messageId: string) =>
  pop3Variables({ action: 'deleteEmailPop3', port, input: { messageId } });

it('deletes that email', async () => {
  const server = closing(await startPop3Server({ messages: [one, two] }));
  const { outcome } = await runConnector(email, toDelete(server, '2@x'), { secrets });
  expect(outcome).toEqual({ kind: 'complete', variables: { result: { messageId: '2@x', deleted: true } } });
  expect(server.messages).toEqual([one]);
});

it('says when there is nothing to delete, once', async () => {
  const server = closing(await startPop3Server({ messages: [one] }));
  const { outcome } = await runConnector(email, toDelete(server, '<2@x>'), { secrets });
  expect(outcome).toMatchObject({
    kind: 'fail',
    retries: 0,
    variables: { error: { code: 'EMAIL_MESSAGE_NOT_FOUND' } },
  });
});

it('finds its work done when it is delivered again after the answer was lost', async () => {
  let isFirst = true;
  const server = closing(
    await startPop3Server({
      messages: [one],
      onCommand: (command, socket) => {
        if (command !== 'QUIT' || !isFirst) return undefined;
        isFirst = false;
        socket.once('close', () => undefined);
        setImmediate(() => socket.destroy());
        return undefined;
      },
    }),
  );
  const harness = closing(createConnectorHarness(email, { secrets }));
  const first = await harness.run(toDelete(server, '<1@x>'), { jobKey: '17' });
  const second = await harness.run(toDelete(server, '<1@x>'), { jobKey: '17' });
  expect(['complete', 'fail']).toContain(first.outcome.kind);
  expect(second.outcome).toMatchObject({ kind: 'complete', variables: { result: { deleted: true } } });
  expect(server.messages).toEqual([]);
});

it('deletes nothing when the session does not end in order, and tries again', async () => {
  const server = closing(
    await startPop3Server({
      messages: [one],
      onCommand: (command) => (command === 'QUIT' ? '-ERR busy' : undefined),
    }),
  );
  const { outcome } = await runConnector(email, toDelete(server, '<1@x>'), { secrets });
  expect(outcome).toMatchObject({ kind: 'fail' });
  expect(server.messages).toEqual([one]);
});

it('has the mailbox for itself: there is one session at a time', async () => {
  const messages = Array.from({ length: 6 }, (_, index) => writeEmail({ id: `${index}@x` }));
  const server = closing(await startPop3Server({ messages }));
  const harness = closing(createConnectorHarness(email, { secrets }));
  const runs = await Promise.all(messages.map((_, index) => harness.run(toDelete(server, `<${index}@x>`))));
  expect(runs.map(({ outcome }) => outcome.kind)).toEqual(messages.map(() => 'complete'));
  expect(server.messages).toEqual([]);
  expect(server.mostSessions()).toBe(1);
});
