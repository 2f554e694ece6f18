import { once } from 'node:events';
import { chownSync, createWriteStream, statSync } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { email } from '@jobwright/connector-email';
import { createConnectorHarness } from '@jobwright/connector-testing';
import { MAIL_ACCOUNTS } from '@jobwright/servers/mail-server';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { MAIL_SECRETS, imapTask, pop3Task } from './testing/variables.ts';

const COUNT = 100_000;
const account = MAIL_ACCOUNTS.archive;
const { ports, mailDirectory } = inject('mail');
const harness = createConnectorHarness(email, { secrets: MAIL_SECRETS, timeoutMs: 300_000 });
afterAll(() => harness.close());

/** Each rank once, in an order of its own. */
const toRank = (index: number): number => (index * 7_919) % COUNT;

beforeAll(async () => {
  const path = join(mailDirectory, 'archive', 'inbox');
  const file = createWriteStream(path);
  for (let index = 0; index < COUNT; index += 1) {
    const rank = toRank(index);
    const date = new Date(Date.UTC(2026, 0, 1) + rank * 1_000);
    const message = `From bob@example.test Thu Jan  1 00:00:00 2026
Message-ID: <${rank}@x>
From: bob@example.test
Subject: Number ${rank}${rank === 4_711 ? ' needle' : ''}
Date: ${date.toUTCString()}

${'x'.repeat(rank === 42 ? 5_000 : 10)}

`;
    if (!file.write(message)) await once(file, 'drain');
  }
  file.end();
  await finished(file);
  const { uid, gid } = statSync(join(mailDirectory, 'archive'));
  chownSync(path, uid, gid);
});

const slow = { timeout: 300_000 };

it('of a hundred thousand emails lists the first few by IMAP', slow, async () => {
  const input = { sortField: 'SENT_DATE', sortOrder: 'DESC', maxToBeRead: 3 };
  const { outcome } = await harness.run(
    imapTask({ account, action: 'listEmailsImap', port: ports.imaps, protection: 'TLS', input }),
  );
  expect(outcome).toMatchObject({
    kind: 'complete',
    variables: {
      result: [{ messageId: '<99999@x>' }, { messageId: '<99998@x>' }, { messageId: '<99997@x>' }],
    },
  });
});

it('finds one of them', slow, async () => {
  const input = { criteria: { field: 'SUBJECT', value: 'needle' } };
  const { outcome } = await harness.run(
    imapTask({ account, action: 'searchEmailsImap', port: ports.imaps, protection: 'TLS', input }),
  );
  expect(outcome).toMatchObject({ kind: 'complete', variables: { result: [{ messageId: '<4711@x>' }] } });
});

it('does not give all of them', slow, async () => {
  const { outcome } = await harness.run(
    imapTask({ account, action: 'searchEmailsImap', port: ports.imaps, protection: 'TLS' }),
  );
  expect(outcome).toMatchObject({
    kind: 'fail',
    retries: 0,
    variables: { error: { code: 'EMAIL_TOO_MANY_RESULTS' } },
  });
});

it('lists the largest of them by POP3', slow, async () => {
  const input = { sortField: 'SIZE', sortOrder: 'DESC', maxToBeRead: 1 };
  const { outcome } = await harness.run(
    pop3Task({ account, action: 'listEmailsPop3', port: ports.pop3s, protection: 'TLS', input }),
  );
  expect(outcome).toMatchObject({ kind: 'complete', variables: { result: [{ messageId: '<42@x>' }] } });
});
