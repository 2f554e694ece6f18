import { createConnectorHarness, runConnector } from '@jobwright/connector-testing';
import { describe, expect, it } from 'vitest';
import { email } from './connector.ts';
import { emailError } from './email-error.ts';
import { createMailContext, MailError, type MailboxServer, searchImapMessages } from '@jobwright/mail-client';
import {
  MAILBOX_LOGIN,
  startImapServer,
  type ImapScript,
  startScriptedImapServer,
} from '@jobwright/test-servers/mail';
import { createLocalhostCertificate, startSocketServer } from '@jobwright/test-servers';
import { closeAfterEach } from './testing/close-after-each.ts';
import { MAILBOX_SECRETS as secrets, imapVariables } from './testing/mailbox-variables.ts';

const closing = closeAfterEach();
const script = async (options: ImapScript) => closing(await startScriptedImapServer(options));
const listFrom = (port: number, config = {}) => imapVariables({ action: 'listEmailsImap', port, config });

const failure = (code: string, retries: 0 | 2) => ({ kind: 'fail', retries, variables: { error: { code } } });
const GIVE_UP = 0;
const RETRY = 2;

const toServer = (port: number, others: Partial<MailboxServer> = {}): MailboxServer => ({
  protocol: 'IMAP',
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

describe('login', () => {
  it('that is refused is not tried again; the password is in no answer and no log', async () => {
    const server = await script({
      onCommand: (command) =>
        command.startsWith('LOGIN')
          ? [`NO [AUTHENTICATIONFAILED] not with ${MAILBOX_LOGIN.password}`]
          : undefined,
    });
    const { outcome, logLines } = await runConnector(email, listFrom(server.port), { secrets });
    expect(outcome).toMatchObject(failure('EMAIL_AUTHENTICATION_FAILED', GIVE_UP));
    expect(JSON.stringify(outcome)).not.toContain(MAILBOX_LOGIN.password);
    expect(logLines.join('\n')).not.toContain(MAILBOX_LOGIN.password);
  });

  it.each([
    ['NO [UNAVAILABLE] directory is down', 'EMAIL_TEMPORARILY_REFUSED', RETRY],
    ['NO [INUSE] try later', 'EMAIL_TEMPORARILY_REFUSED', RETRY],
    ['NO [PRIVACYREQUIRED] not in the clear', 'EMAIL_AUTHENTICATION_FAILED', GIVE_UP],
    ['NO no', 'EMAIL_AUTHENTICATION_FAILED', GIVE_UP],
    ['BAD what', 'EMAIL_AUTHENTICATION_FAILED', GIVE_UP],
  ] as const)('answered with %s', async (answer, code, retries) => {
    const server = await script({
      onCommand: (command) => (command.startsWith('LOGIN') ? [answer] : undefined),
    });
    const { outcome } = await runConnector(email, listFrom(server.port), { secrets });
    expect(outcome).toMatchObject(failure(code, retries));
  });

  it('is not sent where the server takes no password in the clear', async () => {
    const server = await script({ capabilities: 'IMAP4rev1 LOGINDISABLED' });
    const { outcome } = await runConnector(email, listFrom(server.port), { secrets });
    expect(outcome).toMatchObject(failure('EMAIL_AUTHENTICATION_FAILED', GIVE_UP));
    expect(JSON.stringify(outcome)).toContain('choose TLS');
    expect(server.commands.join()).not.toContain(MAILBOX_LOGIN.password);
  });

  it('by a token', async () => {
    const server = closing(await startImapServer());
    const list = (token: string) =>
      runConnector(
        email,
        imapVariables({
          action: 'listEmailsImap',
          port: server.port,
          authentication: { type: 'bearer', username: MAILBOX_LOGIN.username, token: '{{secrets.TOKEN}}' },
        }),
        { secrets: { TOKEN: token } },
      );
    expect((await list(MAILBOX_LOGIN.accessToken)).outcome.kind).toBe('complete');
    const { outcome, logLines } = await list('stale-token-marker');
    expect(outcome).toMatchObject(failure('EMAIL_AUTHENTICATION_FAILED', GIVE_UP));
    expect(JSON.stringify(outcome) + logLines.join('\n')).not.toContain('stale-token-marker');
  });

  it('cannot carry a command', async () => {
    const server = await script({});
    for (const name of ['username', 'password']) {
      const { outcome } = await runConnector(
        email,
        imapVariables({
          action: 'listEmailsImap',
          port: server.port,
          authentication: { type: 'simple', username: 'anna', password: 'x', [name]: 'x\r\nA DELETE INBOX' },
        }),
      );
      expect(outcome).toMatchObject(failure('INPUT_INVALID', GIVE_UP));
      expect(JSON.stringify(outcome)).toContain(`authentication.${name}`);
    }
    expect(server.connections()).toBe(0);
  });

  it('has to be there', async () => {
    const variables = imapVariables({
      action: 'listEmailsImap',
      port: 1,
      authentication: { type: 'noAuth' },
    });
    const { outcome } = await runConnector(email, variables);
    expect(outcome).toMatchObject(failure('INPUT_INVALID', GIVE_UP));
  });
});

describe('encryption', () => {
  it.each(['TLS', 'SSL'])('%s says nothing to a server that has none', async (imapCryptographicProtocol) => {
    const server = await script({});
    const { outcome } = await runConnector(email, listFrom(server.port, { imapCryptographicProtocol }), {
      secrets,
    });
    expect(outcome).toMatchObject(failure('EMAIL_TLS_NOT_AVAILABLE', GIVE_UP));
    expect(server.commands.join()).not.toContain(MAILBOX_LOGIN.password);
  });

  it.each(['TLS', 'SSL'])(
    '%s says nothing to a server nobody vouches for',
    async (imapCryptographicProtocol) => {
      const server = closing(
        await startImapServer({ secureConnection: true, certificate: await createLocalhostCertificate() }),
      );
      const { outcome } = await runConnector(email, listFrom(server.port, { imapCryptographicProtocol }), {
        secrets,
      });
      expect(outcome).toMatchObject(failure('EMAIL_CERTIFICATE_NOT_TRUSTED', GIVE_UP));
    },
  );

  it('TLS begins with STARTTLS where the port starts in plain text, and checks the certificate there too', async () => {
    const server = closing(await startImapServer({ certificate: await createLocalhostCertificate() }));
    const variables = listFrom(server.port, { imapCryptographicProtocol: 'TLS' });
    const { outcome } = await runConnector(email, variables, { secrets });
    expect(outcome).toMatchObject(failure('EMAIL_CERTIFICATE_NOT_TRUSTED', GIVE_UP));
    expect(server.connections()).toBe(2);
  });

  it('is not begun with what somebody slipped in before it', async () => {
    const server = await script({
      capabilities: 'IMAP4rev1 STARTTLS',
      onCommand: (command) => (command === 'STARTTLS' ? ['OK go\r\n* OK slipped in'] : undefined),
    });
    const variables = listFrom(server.port, { imapCryptographicProtocol: 'TLS' });
    const { outcome } = await runConnector(email, variables, { secrets });
    expect(outcome).toMatchObject({ kind: 'fail', retries: GIVE_UP });
    expect(server.commands.join()).not.toContain(MAILBOX_LOGIN.password);
  });
});

describe('a server that cannot be used', () => {
  it('because it refuses connections, is tried again', async () => {
    const server = await startScriptedImapServer();
    await server.close();
    const { outcome } = await runConnector(email, listFrom(server.port), { secrets });
    expect(outcome).toMatchObject(failure('EMAIL_CONNECTION_FAILED', RETRY));
    expect(JSON.stringify(outcome)).toContain('ECONNREFUSED');
  });

  it('because nobody knows its name, is tried again', async () => {
    const { outcome } = await runConnector(email, listFrom(993, { imapHost: 'nowhere.invalid' }), {
      secrets,
    });
    expect(outcome).toMatchObject(failure('EMAIL_HOST_NOT_FOUND', RETRY));
  });

  it.each([
    ['* BYE too many connections', 'EMAIL_TEMPORARILY_REFUSED', RETRY],
    ['HTTP/1.1 400 Bad Request', 'EMAIL_TIMEOUT', RETRY],
  ] as const)('because it greets with %s', async (greeting, code, retries) => {
    const server = await script({ greeting });
    const timeouts = { connectMs: 1_000, greetingMs: 300, silenceMs: 1_000 };
    const search = { server: toServer(server.port, { timeouts }), folder: 'INBOX' };
    const used = searchImapMessages(search, toContext()).catch(toFailure);
    await expect(used).rejects.toMatchObject({ code, kind: retries === RETRY ? 'retryable' : 'connector' });
  });

  it.each([
    ['greets', undefined],
    ['answers', 'CAPABILITY'],
    ['lets us in', 'LOGIN'],
    ['opens the folder', 'EXAMINE'],
  ])('because it never %s, is tried again', async (_, at) => {
    const server =
      at === undefined
        ? closing(await startSocketServer())
        : await script({ onCommand: (command) => (command.startsWith(at) ? [] : undefined) });
    const timeouts = { connectMs: 300, greetingMs: 300, silenceMs: 300 };
    const search = { server: toServer(server.port, { timeouts }), folder: 'INBOX' };
    const used = searchImapMessages(search, toContext()).catch(toFailure);
    await expect(used).rejects.toMatchObject({ kind: 'retryable', code: 'EMAIL_TIMEOUT' });
  });

  it('because it hangs up in the middle, is tried again', async () => {
    const server = await script({
      onCommand: (command, socket) => {
        if (!command.startsWith('EXAMINE')) return undefined;
        socket.destroy();
        return [];
      },
    });
    const { outcome } = await runConnector(email, listFrom(server.port), { secrets });
    expect(outcome).toMatchObject(failure('EMAIL_CONNECTION_FAILED', RETRY));
  });

  it.each([
    ['SEARCH', 'NO [UNAVAILABLE] index is being built', 'EMAIL_TEMPORARILY_REFUSED', RETRY],
    ['EXAMINE', 'NO [INUSE] locked', 'EMAIL_TEMPORARILY_REFUSED', RETRY],
    ['EXAMINE', 'NO [NOPERM] not yours', 'EMAIL_SERVER_REFUSED', GIVE_UP],
  ] as const)('because it answers %s with %s', async (word, answer, code, retries) => {
    const server = await script({
      onCommand: (command) => (command.replace('UID ', '').startsWith(word) ? [answer] : undefined),
    });
    const variables = imapVariables({
      action: 'searchEmailsImap',
      port: server.port,
      input: { criteria: { field: 'SUBJECT', value: 'x' } },
    });
    const { outcome } = await runConnector(email, variables, { secrets });
    expect(outcome).toMatchObject(failure(code, retries));
  });

  it('because it floods us', async () => {
    const server = await script({
      onCommand: (command) => (command.startsWith('EXAMINE') ? ['* OK {99999999999}', 'OK'] : undefined),
    });
    const { outcome } = await runConnector(email, listFrom(server.port), { secrets });
    expect(outcome).toMatchObject(failure('EMAIL_PROTOCOL_ERROR', GIVE_UP));
  });
});

describe('connections', () => {
  it('are kept for the next job of the same login, and replaced when the server has closed them', async () => {
    const server = closing(await startImapServer());
    const harness = closing(createConnectorHarness(email, { secrets }));
    for (let run = 0; run < 3; run += 1)
      expect((await harness.run(listFrom(server.port))).outcome.kind).toBe('complete');
    expect(server.connections()).toBe(1);
    server.dropConnections();
    expect((await harness.run(listFrom(server.port))).outcome.kind).toBe('complete');
    expect(server.connections()).toBe(2);
  });

  it('are not shared by two logins', async () => {
    const server = closing(await startImapServer());
    const harness = closing(createConnectorHarness(email));
    const as = (password: string) =>
      harness.run(
        imapVariables({
          action: 'listEmailsImap',
          port: server.port,
          authentication: { type: 'simple', username: MAILBOX_LOGIN.username, password },
        }),
      );
    expect((await as(MAILBOX_LOGIN.password)).outcome.kind).toBe('complete');
    expect((await as('wrong')).outcome).toMatchObject(failure('EMAIL_AUTHENTICATION_FAILED', GIVE_UP));
  });

  it('are at most four for a login, however many jobs there are', async () => {
    const server = closing(await startImapServer());
    const harness = closing(createConnectorHarness(email, { secrets }));
    const runs = await Promise.all(Array.from({ length: 12 }, () => harness.run(listFrom(server.port))));
    expect(runs.map(({ outcome }) => outcome.kind)).toEqual(Array.from({ length: 12 }, () => 'complete'));
    expect(server.connections()).toBeLessThanOrEqual(4);
  });

  it('are let go at the end of the job’s time, and disturb no other job', async () => {
    let hang = true;
    const server = await script({
      onCommand: (command) => (command.startsWith('EXAMINE') && hang ? [] : undefined),
    });
    const harness = closing(createConnectorHarness(email, { secrets }));
    const late = await harness.run(listFrom(server.port), {
      headers: { jobTimeout: 'PT0.5S', resultVariable: 'result' },
    });
    expect(late.outcome).toMatchObject({ kind: 'fail', variables: { error: { code: 'JOB_TIMEOUT' } } });
    hang = false;
    const next = await harness.run(listFrom(server.port));
    expect(next.outcome.kind).toBe('complete');
    expect(server.connections()).toBe(2);
  });
});
