import { runConnector } from '@jobwright/connector-testing';
import { describe, expect, it } from 'vitest';
import { email } from './connector.ts';
import { emailError } from './email-error.ts';
import { createMailContext, MailError, type MailboxServer, listPop3Messages } from '@jobwright/mail-client';
import { MAILBOX_LOGIN, type Pop3ServerOptions, startPop3Server } from '@jobwright/test-servers/mail';
import { createLocalhostCertificate, startSocketServer } from '@jobwright/test-servers';
import { closeAfterEach } from './testing/close-after-each.ts';
import { MAILBOX_SECRETS as secrets, pop3Variables } from './testing/mailbox-variables.ts';

const closing = closeAfterEach();
const start = async (options: Pop3ServerOptions = {}) => closing(await startPop3Server(options));
const listFrom = (port: number, config = {}) => pop3Variables({ action: 'listEmailsPop3', port, config });

const failure = (code: string, retries: 0 | 2) => ({ kind: 'fail', retries, variables: { error: { code } } });
const GIVE_UP = 0;
const RETRY = 2;

const toServer = (port: number, others: Partial<MailboxServer> = {}): MailboxServer => ({
  protocol: 'POP3',
  host: '127.0.0.1',
  port,
  protection: 'NONE',
  authentication: { type: 'simple', username: MAILBOX_LOGIN.username, password: MAILBOX_LOGIN.password },
  timeouts: { connectMs: 5_000, greetingMs: 5_000, silenceMs: 5_000 },
  ...others,
});
const toContext = () => {
  const context = createMailContext();
  closing(context.resources);
  return context;
};
const toFailure = (error: unknown) => {
  throw error instanceof MailError ? emailError(error.failure, error.cause) : error;
};
const listFirst = (server: MailboxServer) =>
  listPop3Messages({ server, sortField: 'SIZE', sortOrder: 'ASC', limit: 1 }, toContext()).catch(toFailure);

describe('login', () => {
  it('that is refused is not tried again; the password is in no answer and no log', async () => {
    const server = await start();
    const literal = 'wrong-password-marker';
    const { outcome, logLines } = await runConnector(
      email,
      pop3Variables({
        action: 'listEmailsPop3',
        port: server.port,
        authentication: { type: 'simple', username: 'anna', password: literal },
      }),
    );
    expect(outcome).toMatchObject(failure('EMAIL_AUTHENTICATION_FAILED', GIVE_UP));
    expect(JSON.stringify(outcome) + logLines.join('\n')).not.toContain(literal);
  });

  it.each([
    ['-ERR [IN-USE] locked', 'EMAIL_TEMPORARILY_REFUSED', RETRY],
    ['-ERR [SYS/TEMP] directory is down', 'EMAIL_TEMPORARILY_REFUSED', RETRY],
    ['-ERR [LOGIN-DELAY] wait a minute', 'EMAIL_RATE_LIMITED', RETRY],
    ['-ERR [SYS/PERM] closed', 'EMAIL_AUTHENTICATION_FAILED', GIVE_UP],
    ['-ERR no', 'EMAIL_AUTHENTICATION_FAILED', GIVE_UP],
    ['-ERR', 'EMAIL_AUTHENTICATION_FAILED', GIVE_UP],
  ] as const)('answered with %s', async (answer, code, retries) => {
    const server = await start({ onCommand: (command) => (command.startsWith('PASS') ? answer : undefined) });
    const { outcome } = await runConnector(email, listFrom(server.port), { secrets });
    expect(outcome).toMatchObject(failure(code, retries));
  });

  it('by a token', async () => {
    const proof = Buffer.from('user=anna\u0001auth=Bearer t0ken\u0001\u0001').toString('base64');
    const server = await start({
      onCommand: (command) => {
        if (command === 'AUTH XOAUTH2') return '+ ';
        if (command === proof) return '+OK';
        if (command === '') return '-ERR [AUTH] no';
        if (command === 'LIST') return '+OK\r\n1 7\r\n.';
        if (command === 'TOP 1 0') return '+OK\r\nSubject: Hi\r\n\r\n.';
        return command.length > 30 ? '+ eyJzdGF0dXMiOiI0MDAifQ==' : undefined;
      },
    });
    const use = (token: string) =>
      listFirst(toServer(server.port, { authentication: { type: 'bearer', username: 'anna', token } }));
    expect(await use('t0ken')).toEqual([{ messageId: null, fromAddress: null, subject: 'Hi', size: 7 }]);
    await expect(use('a stale token, and a long one')).rejects.toMatchObject({
      code: 'EMAIL_AUTHENTICATION_FAILED',
    });
  });
});

describe('encryption', () => {
  it.each(['TLS', 'SSL'])('%s says nothing to a server that has none', async (pop3CryptographicProtocol) => {
    const server = await start();
    const { outcome } = await runConnector(email, listFrom(server.port, { pop3CryptographicProtocol }), {
      secrets,
    });
    expect(outcome).toMatchObject(failure('EMAIL_TLS_NOT_AVAILABLE', GIVE_UP));
    expect(server.commands).not.toContain('PASS');
  });

  it.each([
    ['TLS', true],
    ['SSL', true],
    ['TLS', false],
  ])(
    '%s says nothing to a server nobody vouches for (from the start: %s)',
    async (protection, isImplicit) => {
      const server = await start({ tls: { ...(await createLocalhostCertificate()), isImplicit } });
      const config = { pop3CryptographicProtocol: protection };
      const { outcome } = await runConnector(email, listFrom(server.port, config), { secrets });
      expect(outcome).toMatchObject(failure('EMAIL_CERTIFICATE_NOT_TRUSTED', GIVE_UP));
      expect(server.commands).not.toContain('PASS');
    },
  );

  it('is not begun with what somebody slipped in before it', async () => {
    const server = await start({
      onCommand: (command) => (command === 'STLS' ? '+OK\r\n+OK slipped in' : undefined),
    });
    const config = { pop3CryptographicProtocol: 'TLS' };
    const { outcome } = await runConnector(email, listFrom(server.port, config), { secrets });
    expect(outcome).toMatchObject(failure('EMAIL_PROTOCOL_ERROR', GIVE_UP));
    expect(server.commands).not.toContain('PASS');
  });
});

describe('a server that cannot be used', () => {
  it('because it refuses connections, is tried again', async () => {
    const server = await startPop3Server();
    await server.close();
    const { outcome } = await runConnector(email, listFrom(server.port), { secrets });
    expect(outcome).toMatchObject(failure('EMAIL_CONNECTION_FAILED', RETRY));
  });

  it('because nobody knows its name, is tried again', async () => {
    const { outcome } = await runConnector(email, listFrom(995, { pop3Host: 'nowhere.invalid' }), {
      secrets,
    });
    expect(outcome).toMatchObject(failure('EMAIL_HOST_NOT_FOUND', RETRY));
  });

  it.each([
    ['-ERR too many connections', 'EMAIL_TEMPORARILY_REFUSED', RETRY],
    ['HTTP/1.1 400 Bad Request', 'EMAIL_PROTOCOL_ERROR', GIVE_UP],
    ['x'.repeat(10_000), 'EMAIL_PROTOCOL_ERROR', GIVE_UP],
  ] as const)('because it greets with %s', async (greeting, code, retries) => {
    const server = await start({ greeting });
    const { outcome } = await runConnector(email, listFrom(server.port), { secrets });
    expect(outcome).toMatchObject(failure(code, retries));
  });

  it.each([undefined, 'CAPA', 'PASS', 'LIST'])(
    'because it never answers (%s), is tried again',
    async (at) => {
      const server =
        at === undefined
          ? closing(await startSocketServer())
          : await start({ onCommand: (command) => (command.startsWith(at) ? '' : undefined) });
      const timeouts = { connectMs: 300, greetingMs: 300, silenceMs: 300 };
      const used = listFirst(toServer(server.port, { timeouts }));
      await expect(used).rejects.toMatchObject({ kind: 'retryable', code: 'EMAIL_TIMEOUT' });
    },
  );

  it('because the job’s time is over, is let go', async () => {
    const server = await start({ onCommand: (command) => (command === 'LIST' ? '' : undefined) });
    const { outcome } = await runConnector(email, listFrom(server.port), {
      secrets,
      headers: { jobTimeout: 'PT0.3S' },
    });
    expect(outcome).toMatchObject({ kind: 'fail', variables: { error: { code: 'JOB_TIMEOUT' } } });
  });
});
