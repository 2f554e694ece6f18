import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createFolderEffectLog, runConnector } from '@jobwright/connector-testing';
import { type SmtpServer, startSmtpServer } from '@jobwright/test-servers/mail';
import { simpleParser } from 'mailparser';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { email } from './connector.ts';
import { reference } from './testing/documents.ts';
import type { DeathPoint } from './testing/send-and-die.ts';
import { toVariables } from './testing/send-email-variables.ts';

const JOB_KEY = '4711';
let directory: string;
const open: SmtpServer[] = [];
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'jobwright-sent-'));
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
  await rm(directory, { recursive: true, force: true });
});

/** A worker of its own that takes the job, and is killed at the latest when the test says so. */
function startWorker(port: number, deathPoint: DeathPoint): ChildProcess {
  const tsx = createRequire(import.meta.url).resolve('tsx');
  const script = fileURLToPath(new URL('./testing/send-and-die.ts', import.meta.url));
  const variables = JSON.stringify(toVariables(port, { smtpAction: { attachments: [reference('large')] } }));
  const args = ['--import', tsx, '--conditions=@jobwright/source', script];
  return spawn(process.execPath, [...args, directory, deathPoint, JOB_KEY, variables], { stdio: 'inherit' });
}

/** The same job, delivered again to another worker. */
const deliverAgain = (port: number, retries = 3) =>
  runConnector(email, toVariables(port), {
    jobKey: JOB_KEY,
    retries,
    effects: createFolderEffectLog({ directory }),
  });

interface Crash {
  readonly deathPoint?: DeathPoint;
  readonly killAt?: 'connect' | 'data' | 'dot';
}

/**
 * Kills the worker that has the job for the first time; resolves to the server and all mails that it took
 * over.
 */
async function crash({ deathPoint = 'never', killAt }: Crash) {
  const messageIds: (string | undefined)[] = [];
  let worker: ChildProcess | undefined;
  const killIf = (point: Crash['killAt']): boolean => point === killAt && worker?.kill('SIGKILL') === true;
  const server = await startSmtpServer({
    onConnect(_session, done) {
      if (!killIf('connect')) done();
    },
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk) === 1 && killIf('data'));
      stream.on('end', () => {
        void simpleParser(Buffer.concat(chunks)).then(({ messageId }) => {
          messageIds.push(messageId);
          if (!killIf('dot')) done();
        });
      });
    },
  });
  open.push(server);
  worker = startWorker(server.port, deathPoint);
  const [, signal] = (await once(worker, 'exit')) as [number | null, NodeJS.Signals | null];
  expect(signal).toBe('SIGKILL');
  worker = undefined;
  return { server, messageIds };
}

const uncertain = { kind: 'fail', retries: 0, variables: { error: { code: 'EMAIL_DELIVERY_UNCERTAIN' } } };

describe('a worker that is killed while it sends, its job delivered again', { timeout: 90_000 }, () => {
  it.each<[string, Crash]>([
    ['before it is connected', { killAt: 'connect' }],
    ['in the middle of the message', { killAt: 'data' }],
    ['before it noted that the mail goes', { deathPoint: 'before begin' }],
  ])('%s: the mail is sent once', async (_, point) => {
    const { server, messageIds } = await crash(point);
    expect(messageIds).toEqual([]);
    const { outcome } = await deliverAgain(server.port);
    expect(outcome.kind).toBe('complete');
    expect(messageIds).toEqual([outcome.variables['result']].map((result) => Object(result).messageId));
  });

  it.each<[string, number, Crash]>([
    ['before the dot', 0, { deathPoint: 'after begin' }],
    ['after the dot, before the answer', 1, { killAt: 'dot' }],
    ['after the answer, before it noted so', 1, { deathPoint: 'before end' }],
  ])('%s: the mail is not sent again before somebody decides', async (_, taken, point) => {
    const { server, messageIds } = await crash(point);
    expect(messageIds).toHaveLength(taken);
    for (const delivery of [1, 2]) {
      const { outcome } = await deliverAgain(server.port);
      expect([delivery, outcome]).toMatchObject([delivery, uncertain]);
      expect(messageIds).toHaveLength(taken);
    }
    const { outcome } = await deliverAgain(server.port, 1);
    expect(outcome.kind).toBe('complete');
    expect(messageIds).toHaveLength(taken + 1);
    expect(new Set(messageIds).size).toBe(1);
  });

  it('after it noted so, before the job is answered: the mail is not sent again, and the job completes', async () => {
    const { server, messageIds } = await crash({ deathPoint: 'after end' });
    const { outcome } = await deliverAgain(server.port);
    expect(outcome).toEqual({
      kind: 'complete',
      variables: { result: { subject: 'Grüße', sent: true, messageId: messageIds[0] } },
    });
    expect(messageIds).toHaveLength(1);
  });
});
