import { createConnectorHarness, runConnector } from '@jobwright/connector-testing';
import { createOutboundNetwork, type NetworkSettings } from '@jobwright/http-client';
import {
  startImapServer,
  type SmtpServer,
  startSmtpServer,
  startPop3Server,
} from '@jobwright/test-servers/mail';
import { startSocketServer } from '@jobwright/test-servers';
import { describe, expect, it } from 'vitest';
import { email } from './connector.ts';
import { closeAfterEach } from './testing/close-after-each.ts';
import { MAILBOX_SECRETS as secrets, imapVariables, pop3Variables } from './testing/mailbox-variables.ts';
import { toVariables } from './testing/send-email-variables.ts';

const closing = closeAfterEach();
const toError = (code: string) => ({ variables: { error: { code } } });

/** One server of each kind, with a task that reaches it by name or address. */
const KINDS = {
  async smtp() {
    const server = closing(await startSmtpServer());
    const task = (smtpHost: string, port = server.port) => toVariables(port, { smtpConfig: { smtpHost } });
    return { port: server.port, connections: () => server.connections(), task };
  },
  async imap() {
    const server = closing(await startImapServer());
    const task = (imapHost: string, port = server.port) =>
      imapVariables({ action: 'listEmailsImap', port, config: { imapHost } });
    return { port: server.port, connections: () => server.connections(), task };
  },
  async pop3() {
    const server = closing(await startPop3Server());
    const task = (pop3Host: string, port = server.port) =>
      pop3Variables({ action: 'listEmailsPop3', port, config: { pop3Host } });
    return { port: server.port, connections: () => server.commands.length, task };
  },
} as const;
const protocols = ['smtp', 'imap', 'pop3'] as const;

describe.each(protocols)('the egress policy and %s', (protocol) => {
  it.each<[string, string, (port: number) => NetworkSettings]>([
    ['a name', 'localhost', () => ({ deny: ['localhost'] })],
    ['the address that a name has', 'localhost', () => ({ deny: ['127.0.0.0/8', '::1'] })],
    ['an address', '127.0.0.1', () => ({ deny: ['127.0.0.1'] })],
    ['a port', '127.0.0.1', (port) => ({ deny: [`*:${port}`] })],
    ['what is not allowed', 'localhost', () => ({ allow: ['*.example.com', '10.0.0.0/8'] })],
    ['what is not of the internet', 'localhost', () => ({ mode: 'hardened' })],
  ])('%s that is denied is not connected to', async (_, host, settings) => {
    const { port, connections, task } = await KINDS[protocol]();
    const network = createOutboundNetwork(settings(port));
    const { outcome } = await runConnector(email, task(host), { network, secrets });
    expect(outcome).toMatchObject({ kind: 'fail', retries: 0, ...toError('EMAIL_BLOCKED') });
    expect(JSON.stringify(outcome)).toContain(`${host}:${port} may not be reached from here`);
    expect(connections()).toBe(0);
  });

  it.each([
    ['full-width characters', 'ｌｏｃａｌｈｏｓｔ'],
    ['other compatibility characters', '𝐥𝐨𝐜𝐚𝐥𝐡𝐨𝐬𝐭'],
    ['upper case and a dot at the end', 'LOCALHOST.'],
    ['the Kelvin sign and the like', 'locaℓhoſt'],
  ])('a name in %s is the same name', async (_, host) => {
    const { connections, task } = await KINDS[protocol]();
    const network = createOutboundNetwork({ deny: ['localhost'] });
    const { outcome } = await runConnector(email, task(host), { network, secrets });
    expect(outcome).toMatchObject({ kind: 'fail', retries: 0, ...toError('EMAIL_BLOCKED') });
    expect(connections()).toBe(0);
  });

  it.each(['127.1', '0x7f000001', '２１３０７０６４３３', '::ffff:127.0.0.1', '0177.0.0.1'])(
    'the address %s is the same address',
    async (host) => {
      const { connections, task } = await KINDS[protocol]();
      const network = createOutboundNetwork({ deny: ['127.0.0.0/8'] });
      const { outcome } = await runConnector(email, task(host), { network, secrets });
      expect(outcome).toMatchObject({ kind: 'fail', retries: 0, ...toError('EMAIL_BLOCKED') });
      expect(connections()).toBe(0);
    },
  );

  it('what is allowed is reached', async () => {
    const { port, task } = await KINDS[protocol]();
    const allow = [`localhost:${port}`];
    const network = createOutboundNetwork({ mode: 'hardened', allow, allowPrivate: allow });
    const { outcome } = await runConnector(email, task('localhost'), { network, secrets });
    expect(outcome.kind).toBe('complete');
  });

  it('only the addresses that are allowed are tried', async () => {
    const { task } = await KINDS[protocol]();
    const network = createOutboundNetwork({ deny: ['::1'] });
    const { outcome } = await runConnector(email, task('localhost'), { network, secrets });
    expect(outcome.kind).toBe('complete');
  });
});

describe.each(protocols)('the circuit of %s', (protocol) => {
  it('opens when the server keeps failing, and closes when it is back', async () => {
    const { port, task } = await KINDS[protocol]();
    const dead = closing(await startSocketServer((socket) => socket.destroy()));
    const circuitBreaker = { failures: 2, openMs: 60_000 };
    const limits = { [`${protocol}://127.0.0.1:${dead.port}`]: { circuitBreaker } };
    const harness = closing(
      createConnectorHarness(email, { secrets, network: createOutboundNetwork({ limits }) }),
    );
    const fail = async () => (await harness.run(task('127.0.0.1', dead.port))).outcome;
    for (let failure = 0; failure < 2; failure += 1)
      expect(await fail()).toMatchObject(toError('EMAIL_CONNECTION_FAILED'));
    const outcome = await fail();
    expect(outcome).toMatchObject({ kind: 'fail', retries: 2, ...toError('EMAIL_CIRCUIT_OPEN') });
    expect(outcome).toHaveProperty(
      'retryBackoffMs',
      expect.toSatisfy((ms: number) => ms > 50_000),
    );
    // Another server has its own.
    expect((await harness.run(task('127.0.0.1', port))).outcome.kind).toBe('complete');
  });
});

describe('the limits of a server', () => {
  /** Answers the end of a mail when told to. */
  async function startSlowServer(): Promise<{ server: SmtpServer; most: () => number; goOn: () => void }> {
    const waiting: (() => void)[] = [];
    let most = 0;
    const server = closing(
      await startSmtpServer({
        onData(stream, _session, callback) {
          stream.resume().on('end', () => {
            waiting.push(() => callback());
            most = Math.max(most, waiting.length);
          });
        },
      }),
    );
    return { server, most: () => most, goOn: () => waiting.splice(0).forEach((answer) => answer()) };
  }

  it('let so many mails go at a time, and turn away whom too many wait before', async () => {
    const { server, most, goOn } = await startSlowServer();
    const network = createOutboundNetwork({
      limits: { [`smtp://127.0.0.1:${server.port}`]: { maxConcurrent: 2, maxQueued: 3 } },
    });
    const harness = closing(createConnectorHarness(email, { network }));
    const timer = setInterval(goOn, 20);
    const runs = await Promise.all(Array.from({ length: 7 }, () => harness.run(toVariables(server.port))));
    clearInterval(timer);
    expect(most()).toBeLessThanOrEqual(2);
    const refused = runs.map(({ outcome }) => outcome).filter(({ kind }) => kind === 'fail');
    expect(refused).toHaveLength(2);
    for (const outcome of refused)
      expect(outcome).toMatchObject({ retries: 2, ...toError('EMAIL_RATE_LIMITED') });
  });

  it('space mails out, and count them only where one is sent', async () => {
    const server = closing(await startSmtpServer());
    const network = createOutboundNetwork({
      limits: { '127.0.0.1': { requestsPerSecond: 0.001, burst: 2, maxQueued: 0 } },
    });
    const harness = closing(createConnectorHarness(email, { network }));
    const first = { jobKey: '1' };
    // The second delivery of a job finds its mail sent: no turn is taken for it.
    for (const options of [first, first, { jobKey: '2' }]) {
      expect((await harness.run(toVariables(server.port), options)).outcome.kind).toBe('complete');
    }
    const { outcome } = await harness.run(toVariables(server.port));
    expect(outcome).toMatchObject({ retries: 2, ...toError('EMAIL_RATE_LIMITED') });
    expect(server.received).toHaveLength(2);
  });

  it('are not touched by what a server thinks of a mail', async () => {
    const server = closing(
      await startSmtpServer({
        onRcptTo: (_address, _session, done) => done(Object.assign(new Error('no'), { responseCode: 550 })),
      }),
    );
    const network = createOutboundNetwork({
      limits: { '127.0.0.1': { circuitBreaker: { failures: 1, openMs: 60_000 } } },
    });
    const harness = closing(createConnectorHarness(email, { network }));
    for (let mail = 0; mail < 3; mail += 1) {
      const { outcome } = await harness.run(toVariables(server.port));
      expect(outcome).toMatchObject(toError('EMAIL_RECIPIENT_REJECTED'));
    }
  });
});
