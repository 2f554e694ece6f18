import { type EffectLog, RetryableError } from '@jobwright/connector-sdk';
import {
  createConnectorHarness,
  createFolderEffectLog,
  createMemoryEffectLog,
  runConnector,
} from '@jobwright/connector-testing';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type SmtpServer, smtpReply, startSmtpServer } from '@jobwright/test-servers/mail';
import type { SMTPServerOptions } from 'smtp-server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { email } from './connector.ts';
import { toVariables } from './testing/send-email-variables.ts';

const open: { close(): Promise<void> }[] = [];
let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'jobwright-sent-'));
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
  await rm(directory, { recursive: true, force: true });
});
const start = async (options: SMTPServerOptions = {}): Promise<SmtpServer> => {
  const server = await startSmtpServer(options);
  open.push(server);
  return server;
};

const failure = (code: string, retries: number) => ({
  kind: 'fail',
  retries,
  variables: { error: { code } },
});
const UNCERTAIN = failure('EMAIL_DELIVERY_UNCERTAIN', 0);

/** Deliveries of one job to one worker. */
const deliver = (
  port: number,
  effects: EffectLog,
  {
    smtpAction = {},
    ...options
  }: Parameters<typeof toVariables>[1] & Parameters<typeof runConnector>[2] = {},
) => runConnector(email, toVariables(port, { smtpAction }), { jobKey: '7', effects, ...options });

/** Takes the whole mail and then loses the connection. */
const startForgetful = async () => {
  let mails = 0;
  const server: SmtpServer = await start({
    onData(stream, _session, done) {
      stream.resume();
      stream.on('end', () => {
        mails += 1;
        if (mails === 1) server.dropConnections();
        else done();
      });
    },
  });
  return { port: server.port, count: () => mails };
};

describe('a job that was sent and comes again, since its answer got lost', () => {
  it('is not sent again by the same runtime', async () => {
    const server = await start();
    const harness = createConnectorHarness(email);
    open.push(harness);
    const first = await harness.run(toVariables(server.port), { jobKey: '7' });
    const again = await harness.run(toVariables(server.port), { jobKey: '7' });
    expect(again.outcome).toEqual(first.outcome);
    expect(server.received).toHaveLength(1);
  });

  it('is sent to those who are new', async () => {
    const server = await start({
      onRcptTo: ({ address }, _session, done) =>
        done(address.startsWith('eve') ? smtpReply(550, '5.1.1 No such user') : null),
    });
    const effects = createMemoryEffectLog();
    const to = ['bob@example.com', 'carl@EXAMPLE.com'];
    const first = await deliver(server.port, effects, { smtpAction: { to: [...to, 'eve@example.com'] } });
    expect(first.outcome).toMatchObject(failure('EMAIL_PARTIALLY_REJECTED', 0));

    const corrected = await deliver(server.port, effects, {
      smtpAction: { to: [...to, 'eva@example.com'] },
      retries: 1,
    });
    expect(corrected.outcome.kind).toBe('complete');
    expect(server.received.map(({ recipients }) => recipients)).toEqual([
      ['bob@example.com', 'carl@example.com'],
      ['eva@example.com'],
    ]);
    expect(server.received[1]?.raw).toMatch(/^To: bob@example\.com, carl@example\.com, eva@example\.com\r$/m);
  });
});

describe('a mail that was taken over, but not answered', () => {
  it('becomes an incident that says where to look', async () => {
    const { port, count } = await startForgetful();
    const { outcome } = await deliver(port, createMemoryEffectLog());
    expect(outcome).toMatchObject(UNCERTAIN);
    expect(outcome).toMatchObject({
      errorMessage: expect.stringMatching(
        `^EMAIL_DELIVERY_UNCERTAIN: .* 127.0.0.1:${port}, .*Message-ID <[0-9a-f]{40}@example.com>`,
      ),
      variables: { error: { variables: { messageId: expect.stringMatching(/^<.*@example\.com>$/) } } },
    });
    expect(count()).toBe(1);
  });

  it('is sent again once somebody gave the job other retries, and not before', async () => {
    const { port, count } = await startForgetful();
    const effects = createMemoryEffectLog();
    for (let delivery = 0; delivery < 3; delivery += 1) {
      expect((await deliver(port, effects)).outcome).toMatchObject(UNCERTAIN);
    }
    expect(count()).toBe(1);
    expect((await deliver(port, effects, { retries: 1 })).outcome.kind).toBe('complete');
    expect(count()).toBe(2);
    expect((await deliver(port, effects, { retries: 1 })).outcome.kind).toBe('complete');
    expect(count()).toBe(2);
  });

  it('is sent again when the task says so', async () => {
    const { port, count } = await startForgetful();
    const effects = createMemoryEffectLog();
    const smtpAction = { whenUncertain: 'SEND_AGAIN' };
    expect((await deliver(port, effects, { smtpAction })).outcome).toMatchObject(
      failure('EMAIL_CONNECTION_FAILED', 2),
    );
    expect((await deliver(port, effects, { smtpAction, retries: 2 })).outcome.kind).toBe('complete');
    expect(count()).toBe(2);
  });

  it('is not sent again after the time of the job was over', async () => {
    let mails = 0;
    const server = await start({
      onData(stream, _session, done) {
        stream.resume();
        stream.on('end', () => {
          mails += 1;
          if (mails > 1) done();
        });
      },
    });
    const effects = createMemoryEffectLog();
    const late = await deliver(server.port, effects, { headers: { jobTimeout: 'PT0.5S' } });
    expect(late.outcome).toMatchObject(failure('JOB_TIMEOUT', 2));
    expect(mails).toBe(1);
    expect((await deliver(server.port, effects, { retries: 2 })).outcome).toMatchObject(UNCERTAIN);
    expect(mails).toBe(1);
  });
});

describe('a mail that was refused after it was taken', () => {
  it('is sent again by the next attempt', async () => {
    let mails = 0;
    const server = await start({
      onData(stream, _session, done) {
        stream.resume();
        stream.on('end', () => {
          mails += 1;
          done(mails === 1 ? smtpReply(451, '4.3.0 Try again later') : null);
        });
      },
    });
    const effects = createMemoryEffectLog();
    expect((await deliver(server.port, effects)).outcome).toMatchObject(
      failure('EMAIL_TEMPORARILY_REFUSED', 2),
    );
    expect((await deliver(server.port, effects, { retries: 2 })).outcome.kind).toBe('complete');
    expect(mails).toBe(2);
  });
});

describe('some recipients greylisted', () => {
  const startGreylisting = () => {
    const seen = new Set<string>();
    return start({
      onRcptTo({ address }, _session, done) {
        const isNew = address.startsWith('new') && !seen.has(address);
        seen.add(address);
        done(isNew ? smtpReply(451, '4.7.1 Greylisted, try again in 5 minutes') : null);
      },
    });
  };
  const smtpAction = { to: 'bob@example.com, new@example.com' };

  it('they alone get it later, when it is remembered for certain who has it', async () => {
    const server = await startGreylisting();
    const effects = createFolderEffectLog({ directory });
    const first = await deliver(server.port, effects, { smtpAction });
    expect(first.outcome).toMatchObject({
      ...failure('EMAIL_TEMPORARILY_REFUSED', 2),
      retryBackoffMs: 300_000,
      variables: {
        error: {
          variables: { accepted: ['bob@example.com'], rejected: [{ address: 'new@example.com' }] },
        },
      },
    });
    expect((await deliver(server.port, effects, { smtpAction, retries: 2 })).outcome.kind).toBe('complete');
    expect(server.received.map(({ recipients }) => recipients)).toEqual([
      ['bob@example.com'],
      ['new@example.com'],
    ]);
  });

  it('it is an incident when another worker might send it to all again', async () => {
    const server = await startGreylisting();
    const { outcome } = await deliver(server.port, createMemoryEffectLog(), { smtpAction });
    expect(outcome).toMatchObject(failure('EMAIL_PARTIALLY_REJECTED', 0));
  });
});

describe('what is noted', () => {
  it('comes before the mail goes: nothing is sent when nothing can be noted', async () => {
    const server = await start();
    const unavailable = new RetryableError({ code: 'EFFECT_LOG_UNAVAILABLE', message: 'No room' });
    const effects = { ...createMemoryEffectLog(), begin: () => Promise.reject(unavailable) };
    expect((await deliver(server.port, effects)).outcome).toMatchObject(failure('EFFECT_LOG_UNAVAILABLE', 2));
    expect(server.received).toEqual([]);
  });

  it('lets one of two workers send that have the same job', async () => {
    const server = await start();
    const effects = createFolderEffectLog({ directory });
    const outcomes = await Promise.all([1, 2, 3].map(() => deliver(server.port, effects)));
    expect(server.received).toHaveLength(1);
    expect(outcomes.map(({ outcome }) => outcome.kind)).toContain('complete');
    for (const { outcome } of outcomes) {
      if (outcome.kind === 'fail') expect(outcome).toMatchObject(UNCERTAIN);
    }
  });

  it('is a success also when its end cannot be noted', async () => {
    const server = await start();
    const effects = { ...createMemoryEffectLog(), end: () => Promise.reject(new Error('disk full')) };
    const { outcome, logLines } = await deliver(server.port, effects);
    expect(outcome.kind).toBe('complete');
    expect(logLines.join()).toContain('It could not be noted');
  });

  it('holds no address, no subject and no text', async () => {
    const server = await start();
    await deliver(server.port, createFolderEffectLog({ directory }));
    const files = await readdir(directory, { recursive: true, withFileTypes: true });
    const texts = await Promise.all(
      files.filter((file) => file.isFile()).map((file) => readFile(join(file.parentPath, file.name), 'utf8')),
    );
    expect(texts).toHaveLength(1);
    expect(texts.join()).not.toMatch(/bob|example|Grüße|Hello/);
  });
});
