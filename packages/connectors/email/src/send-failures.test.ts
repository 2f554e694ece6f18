import type { Socket } from 'node:net';
import { createConnectorHarness, runConnector } from '@jobwright/connector-testing';
import { type SmtpServer, smtpReply, startSmtpServer } from '@jobwright/test-servers/mail';
import { startSocketServer } from '@jobwright/test-servers';
import type { SMTPServerOptions } from 'smtp-server';
import { afterEach, describe, expect, it } from 'vitest';
import { email } from './connector.ts';
import { reference, storeOf, openDocument } from './testing/documents.ts';
import { type Overrides, toVariables } from './testing/send-email-variables.ts';

const PASSWORD = 'hunter2-secret-marker';
const LOGIN = { type: 'simple', username: 'anna', password: '{{secrets.SMTP_PASSWORD}}' };
const secrets = { SMTP_PASSWORD: PASSWORD };

const open: { close(): Promise<void> }[] = [];
const start = async (...options: Parameters<typeof startSmtpServer>): Promise<SmtpServer> => {
  const server = await startSmtpServer(...options);
  open.push(server);
  return server;
};
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

const send = (port: number, overrides: Overrides = {}) =>
  runConnector(email, toVariables(port, overrides), { secrets });

const failure = (code: string, retries: 0 | 2) => ({ kind: 'fail', retries, variables: { error: { code } } });
const NO_RETRY = 0;
const RETRY = 2;

describe('login', () => {
  const withLogin = (onAuth: NonNullable<SMTPServerOptions['onAuth']>) =>
    start({ authOptional: false, disabledCommands: ['STARTTLS'], onAuth });

  it('logs in', async () => {
    const server = await withLogin((auth, _, done) =>
      done(null, { user: `${auth.username}:${auth.password}` }),
    );
    const { outcome, logLines } = await send(server.port, { authentication: LOGIN });
    expect(outcome.kind).toBe('complete');
    expect(server.received[0]?.user).toBe(`anna:${PASSWORD}`);
    expect(logLines.join('\n')).not.toContain(PASSWORD);
  });

  it('gives up when it is refused, and keeps the password out of answer and log even if the server repeats it', async () => {
    const server = await withLogin((auth, _, done) =>
      done(smtpReply(535, `5.7.8 Bad password ${auth.password}`)),
    );
    const literal = { ...LOGIN, password: PASSWORD };
    for (const authentication of [LOGIN, literal]) {
      const { outcome } = await send(server.port, { authentication });
      expect(outcome).toMatchObject(failure('EMAIL_AUTHENTICATION_FAILED', NO_RETRY));
      expect(JSON.stringify(outcome)).not.toContain(PASSWORD);
      expect(JSON.stringify(outcome)).not.toContain(Buffer.from(PASSWORD).toString('base64'));
    }
    const { logLines } = await send(server.port, { authentication: LOGIN });
    expect(logLines.join('\n')).not.toContain(PASSWORD);
  });

  it('logs in with an OAuth 2.0 token, and keeps it to itself when it is refused', async () => {
    const server = await start({
      authOptional: false,
      disabledCommands: ['STARTTLS'],
      authMethods: ['XOAUTH2'],
      onAuth: (auth, _, done) =>
        done(null, auth.accessToken === PASSWORD ? { user: auth.username } : { data: { status: '401' } }),
    });
    const token = '{{secrets.SMTP_PASSWORD}}';
    const authentication = { type: 'bearer', username: 'anna', token };
    expect((await send(server.port, { authentication })).outcome.kind).toBe('complete');
    expect(server.received[0]?.user).toBe('anna');

    const stale = await send(server.port, { authentication: { ...authentication, token: 'stale-token' } });
    expect(stale.outcome).toMatchObject(failure('EMAIL_AUTHENTICATION_FAILED', NO_RETRY));
    expect(JSON.stringify(stale)).not.toContain('stale-token');
  });

  it('tries again when the login is refused for now', async () => {
    const server = await withLogin((_auth, _session, done) =>
      done(smtpReply(454, '4.7.0 Temporary failure')),
    );
    const { outcome } = await send(server.port, { authentication: LOGIN });
    expect(outcome).toMatchObject(failure('EMAIL_TEMPORARILY_REFUSED', RETRY));
  });

  it('gives up when a login is needed and none is given', async () => {
    const server = await withLogin((_auth, _session, done) => done(null, { user: 'x' }));
    const { outcome } = await send(server.port);
    expect(outcome).toMatchObject(failure('EMAIL_SENDER_REJECTED', NO_RETRY));
  });
});

describe('what the server refuses', () => {
  it('gives up when every recipient is refused, and lists them', async () => {
    const server = await start({
      onRcptTo: (_address, _session, done) => done(smtpReply(550, '5.1.1 No such user')),
    });
    const { outcome } = await send(server.port, { smtpAction: { to: 'bob@example.com, eve@example.com' } });
    expect(outcome).toMatchObject(failure('EMAIL_RECIPIENT_REJECTED', NO_RETRY));
    expect(outcome.variables).toMatchObject({
      error: {
        variables: {
          rejected: [
            { address: 'bob@example.com', response: '550 5.1.1 No such user' },
            { address: 'eve@example.com', response: '550 5.1.1 No such user' },
          ],
        },
      },
    });
  });

  it('does not send again when some recipients were refused, and says who got it', async () => {
    const server = await start({
      onRcptTo: ({ address }, _session, done) =>
        done(address.startsWith('eve') ? smtpReply(550, '5.1.1 No such user') : null),
    });
    const { outcome } = await send(server.port, {
      smtpAction: { to: 'bob@example.com', cc: 'eve@example.com' },
    });
    expect(outcome).toMatchObject(failure('EMAIL_PARTIALLY_REJECTED', NO_RETRY));
    expect(outcome.variables).toMatchObject({
      error: {
        variables: {
          messageId: server.received[0]?.mail.messageId,
          accepted: ['bob@example.com'],
          rejected: [{ address: 'eve@example.com', response: '550 5.1.1 No such user' }],
        },
      },
    });
    expect(server.received.map(({ recipients }) => recipients)).toEqual([['bob@example.com']]);
  });

  it('tries again when it is greylisted, also when only one of the recipients is', async () => {
    const server = await start({
      onRcptTo: ({ address }, _session, done) =>
        done(
          address.startsWith('bob')
            ? smtpReply(451, '4.7.1 Greylisted')
            : smtpReply(550, '5.1.1 No such user'),
        ),
    });
    for (const to of [
      'bob@example.com',
      'bob@example.com, eve@example.com',
      'eve@example.com, bob@example.com',
    ]) {
      const { outcome } = await send(server.port, { smtpAction: { to } });
      expect(outcome).toMatchObject(failure('EMAIL_TEMPORARILY_REFUSED', RETRY));
    }
  });

  it('gives up when the sender is refused', async () => {
    const server = await start({
      onMailFrom: (_address, _session, done) => done(smtpReply(550, '5.7.1 Not you')),
    });
    const { outcome } = await send(server.port);
    expect(outcome).toMatchObject(failure('EMAIL_SENDER_REJECTED', NO_RETRY));
    expect(JSON.stringify(outcome)).toContain('550 5.7.1 Not you');
  });

  it.each([
    [smtpReply(554, '5.6.0 Looks like spam'), 'EMAIL_REJECTED', NO_RETRY],
    [smtpReply(452, '4.3.1 Out of space'), 'EMAIL_TEMPORARILY_REFUSED', RETRY],
    [smtpReply(552, '5.2.2 Mailbox full'), 'EMAIL_REJECTED', NO_RETRY],
  ] as const)('after the content: %s', async (refusal, code, retries) => {
    const server = await start({
      onData(stream, _session, done) {
        stream.resume();
        stream.on('end', () => done(refusal));
      },
    });
    const { outcome } = await send(server.port);
    expect(outcome).toMatchObject(failure(code, retries));
  });

  it('gives up when the mail is too large for the server', async () => {
    const server = await start({ size: 20_000 });
    const { outcome } = await send(server.port, { smtpAction: { body: 'x'.repeat(30_000) } });
    expect(outcome).toMatchObject(failure('EMAIL_TOO_LARGE', NO_RETRY));
  });

  it('gives up when the server wants nothing to do with us, and tries again when it is only busy', async () => {
    for (const [greeting, code, retries] of [
      ['554 5.7.1 Blocked', 'EMAIL_REJECTED', NO_RETRY],
      ['421 4.3.2 Shutting down', 'EMAIL_TEMPORARILY_REFUSED', RETRY],
      ['421 4.7.28 Rate limit exceeded', 'EMAIL_RATE_LIMITED', RETRY],
    ] as const) {
      const server = await startSocketServer((socket) => socket.end(`${greeting}\r\n`));
      open.push(server);
      const { outcome } = await send(server.port);
      expect(outcome).toMatchObject(failure(code, retries));
    }
  });
});

describe('encryption', () => {
  it('refuses to send when STARTTLS is chosen and not offered', async () => {
    const server = await start();
    const { outcome } = await send(server.port, { smtpConfig: { smtpCryptographicProtocol: 'TLS' } });
    expect(outcome).toMatchObject(failure('EMAIL_TLS_NOT_AVAILABLE', NO_RETRY));
    expect(server.received).toEqual([]);
  });

  it('refuses to speak SSL to a port that starts in plain text', async () => {
    const server = await start();
    const { outcome } = await send(server.port, { smtpConfig: { smtpCryptographicProtocol: 'SSL' } });
    expect(outcome).toMatchObject(failure('EMAIL_TLS_NOT_AVAILABLE', NO_RETRY));
  });
});

describe('a server that cannot be reached', () => {
  it('tries again when the connection is refused', async () => {
    const server = await startSmtpServer();
    await server.close();
    const { outcome } = await send(server.port);
    expect(outcome).toMatchObject(failure('EMAIL_CONNECTION_FAILED', RETRY));
    expect(JSON.stringify(outcome)).toContain('ECONNREFUSED');
  });

  it('tries again when the host name is unknown', async () => {
    const { outcome } = await send(25, { smtpConfig: { smtpHost: 'nowhere.invalid' } });
    expect(outcome).toMatchObject(failure('EMAIL_HOST_NOT_FOUND', RETRY));
  });

  it('leaves it to the next attempt of the job when the connection breaks in the middle of the mail', async () => {
    let mails = 0;
    const server: SmtpServer = await start({
      onData(stream, _session, done) {
        mails += 1;
        if (mails > 1) stream.once('data', () => server.dropConnections());
        stream.once('end', () => done());
        stream.resume();
      },
    });
    const documents = storeOf(() => openDocument(new Uint8Array(20 * 1024 * 1024)));
    const harness = createConnectorHarness(email, { documents });
    open.push(harness);
    expect((await harness.run(toVariables(server.port))).outcome.kind).toBe('complete');
    const { outcome } = await harness.run(
      toVariables(server.port, { smtpAction: { attachments: [reference('large')] } }),
    );
    expect(outcome).toMatchObject(failure('EMAIL_CONNECTION_FAILED', RETRY));
    expect(mails).toBe(2);
  });
});

describe('the end of the job’s time', () => {
  it('lets go of the connection', async () => {
    const connections: Socket[] = [];
    const server = await startSocketServer((socket) => connections.push(socket));
    open.push(server);
    const stop = new AbortController();
    const running = runConnector(email, toVariables(server.port), { signal: stop.signal }).catch(
      () => undefined,
    );
    await expect.poll(() => connections.length).toBe(1);
    const closed = new Promise((resolve) => connections[0]?.once('close', resolve));
    stop.abort();
    await running;
    await closed;
  });

  it('does not disturb another mail to the same server', async () => {
    const arrived: (() => void)[] = [];
    const server = await start({
      onRcptTo({ address }, _session, done) {
        if (address.startsWith('slow')) return;
        arrived.push(() => done());
      },
    });
    const harness = createConnectorHarness(email);
    open.push(harness);
    const other = harness.run(toVariables(server.port));
    await expect.poll(() => arrived.length).toBe(1);
    const slow = await harness.run(toVariables(server.port, { smtpAction: { to: 'slow@example.com' } }), {
      headers: { jobTimeout: 'PT0.2S' },
    });
    expect(slow.outcome.kind).toBe('fail');

    arrived[0]?.();
    expect((await other).outcome.kind).toBe('complete');
    expect(server.received.map(({ recipients }) => recipients)).toEqual([['bob@example.com']]);
  });
});

describe('connections', () => {
  it('are kept between mails to the same server and login, and replaced when the server has closed them', async () => {
    const server = await start();
    const harness = createConnectorHarness(email);
    open.push(harness);
    await harness.run(toVariables(server.port));
    await harness.run(toVariables(server.port));
    expect(server.received[1]?.connectionId).toBe(server.received[0]?.connectionId);

    server.dropConnections();
    const { outcome } = await harness.run(toVariables(server.port));
    expect(outcome.kind).toBe('complete');
    expect(server.received).toHaveLength(3);
  });

  it('are replaced when the server takes only so many mails by one', async () => {
    const taken = new Map<string, number>();
    const server = await start({
      onMailFrom(_address, { id }, done) {
        const mails = (taken.get(id) ?? 0) + 1;
        taken.set(id, mails);
        done(mails > 2 ? smtpReply(421, '4.7.0 Too many messages on this connection') : null);
      },
    });
    const harness = createConnectorHarness(email);
    open.push(harness);
    for (let mail = 0; mail < 5; mail += 1) {
      expect((await harness.run(toVariables(server.port))).outcome.kind).toBe('complete');
    }
    expect(server.received).toHaveLength(5);
    expect(taken.size).toBe(3);
  });

  it('of one login are not used for another', async () => {
    const server = await start({
      authOptional: false,
      disabledCommands: ['STARTTLS'],
      onAuth: (auth, _, done) =>
        done(auth.password === 'right' ? null : smtpReply(535, '5.7.8 No'), { user: auth.username }),
    });
    const harness = createConnectorHarness(email);
    open.push(harness);
    const as = (password: string) =>
      harness.run(
        toVariables(server.port, { authentication: { type: 'simple', username: 'anna', password } }),
      );
    expect((await as('right')).outcome.kind).toBe('complete');
    expect((await as('wrong')).outcome).toMatchObject(failure('EMAIL_AUTHENTICATION_FAILED', NO_RETRY));
  });
});
