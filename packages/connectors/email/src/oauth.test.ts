import type { JsonObject } from '@jobwright/connector-sdk';
import { createConnectorHarness, runConnector } from '@jobwright/connector-testing';
import { createOutboundNetwork } from '@jobwright/http-client';
import {
  startBearerSmtpServer,
  MAILBOX_LOGIN,
  startImapServer,
  startSmtpServer,
  startPop3Server,
} from '@jobwright/test-servers/mail';
import { startTokenServer, type TokenServer } from '@jobwright/test-servers';
import { describe, expect, it } from 'vitest';
import { email } from './connector.ts';
import { closeAfterEach } from './testing/close-after-each.ts';
import { imapVariables, pop3Variables } from './testing/mailbox-variables.ts';
import { toVariables } from './testing/send-email-variables.ts';

const SECRETS = { CLIENT: 'client-secret-marker', REFRESH: 'refresh-token-marker' };
const closing = closeAfterEach();
const startTokens = async () => closing(await startTokenServer());

const clientCredentials = ({ url }: TokenServer): JsonObject => ({
  type: 'oauth-client-credentials-flow',
  oauthTokenEndpoint: url,
  clientId: 'me',
  clientSecret: '{{secrets.CLIENT}}',
  audience: 'mail',
  clientAuthentication: 'credentialsBody',
  scopes: 'smtp imap pop',
  username: 'anna',
});
const refreshToken = ({ url }: TokenServer): JsonObject => ({
  type: 'oauth-refresh-token',
  oauthTokenEndpoint: url,
  clientId: 'me',
  refreshToken: '{{secrets.REFRESH}}',
  username: 'anna',
});

/** Accepts these tokens and no others. */
async function startSmtp(...good: readonly string[]) {
  const logins: unknown[] = [];
  const server = closing(
    await startSmtpServer({
      authOptional: false,
      disabledCommands: ['STARTTLS'],
      authMethods: ['XOAUTH2'],
      onAuth({ username, accessToken }, _session, done) {
        logins.push(accessToken);
        done(
          null,
          good.includes(accessToken ?? '')
            ? { user: username }
            : { data: { status: '401', schemes: 'bearer' } },
        );
      },
    }),
  );
  return Object.assign(server, { logins });
}

const createHarness = (options: Parameters<typeof createConnectorHarness>[1] = {}) =>
  closing(createConnectorHarness(email, { secrets: SECRETS, ...options }));

describe('a token for SMTP', () => {
  it('comes by client credentials, once for many mails', async () => {
    const [tokens, smtp] = [await startTokens(), await startSmtp('token-1')];
    const harness = createHarness();
    const variables = toVariables(smtp.port, { authentication: clientCredentials(tokens) });
    const runs = await Promise.all(Array.from({ length: 8 }, () => harness.run(variables)));
    expect(runs.map(({ outcome }) => outcome.kind)).toEqual(Array.from({ length: 8 }, () => 'complete'));
    expect(smtp.received.map(({ user }) => user)).toEqual(Array.from({ length: 8 }, () => 'anna'));
    expect(tokens.asked.map((asked) => Object.fromEntries(asked))).toEqual([
      {
        grant_type: 'client_credentials',
        audience: 'mail',
        scope: 'smtp imap pop',
        client_id: 'me',
        client_secret: SECRETS.CLIENT,
      },
    ]);
  });

  it('comes by a refresh token', async () => {
    const [tokens, smtp] = [await startTokens(), await startSmtp('token-1')];
    const { outcome } = await createHarness().run(
      toVariables(smtp.port, { authentication: refreshToken(tokens) }),
    );
    expect(outcome.kind).toBe('complete');
    expect(tokens.asked[0]?.get('grant_type')).toBe('refresh_token');
    expect(tokens.asked[0]?.get('refresh_token')).toBe(SECRETS.REFRESH);
  });

  it('is fetched anew when the server does not accept it any more', async () => {
    const [tokens, smtp] = [await startTokens(), await startSmtp('token-2')];
    const harness = createHarness();
    const variables = toVariables(smtp.port, { authentication: clientCredentials(tokens) });
    for (let mail = 0; mail < 2; mail += 1)
      expect((await harness.run(variables)).outcome.kind).toBe('complete');
    expect(smtp.logins).toEqual(['token-1', 'token-2']);
    expect(smtp.received).toHaveLength(2);
  });

  it('is fetched anew once: then the login is wrong, and no token or secret is told', async () => {
    const [tokens, smtp] = [await startTokens(), await startSmtp()];
    const { outcome, logLines } = await createHarness().run(
      toVariables(smtp.port, { authentication: clientCredentials(tokens) }),
    );
    expect(outcome).toMatchObject({
      kind: 'fail',
      retries: 0,
      variables: { error: { code: 'EMAIL_AUTHENTICATION_FAILED' } },
    });
    expect(smtp.logins).toEqual(['token-1', 'token-2']);
    const told = JSON.stringify([outcome, logLines]);
    for (const secret of ['token-1', 'token-2', SECRETS.CLIENT]) expect(told).not.toContain(secret);
  });

  it('goes by OAUTHBEARER where the server knows nothing else', async () => {
    const tokens = await startTokens();
    const smtp = closing(await startBearerSmtpServer((login) => login.includes('Bearer token-2\u0001')));
    const { outcome } = await createHarness().run(
      toVariables(smtp.port, { authentication: { ...clientCredentials(tokens), username: 'anna=a,b' } }),
    );
    expect(outcome.kind).toBe('complete');
    expect(smtp.mails()).toBe(1);
    expect(smtp.logins).toEqual(
      ['token-1', 'token-2'].map(
        (token) =>
          `n,a=anna=3Da=2Cb,\u0001host=127.0.0.1\u0001port=${smtp.port}\u0001auth=Bearer ${token}\u0001\u0001`,
      ),
    );
  });
});

describe('a token for a mailbox', () => {
  it('opens it by IMAP', async () => {
    const tokens = await startTokens();
    const imap = closing(await startImapServer({ accessToken: 'token-2' }));
    const harness = createHarness();
    const variables = imapVariables({
      action: 'listEmailsImap',
      port: imap.port,
      authentication: { ...clientCredentials(tokens), username: MAILBOX_LOGIN.username },
    });
    expect((await harness.run(variables)).outcome.variables).toEqual({ result: [] });
    expect((await harness.run(variables)).outcome.variables).toEqual({ result: [] });
    expect(tokens.asked).toHaveLength(2);
  });

  it.each([
    ['XOAUTH2', 'SASL PLAIN XOAUTH2 OAUTHBEARER', ''],
    ['OAUTHBEARER', 'SASL OAUTHBEARER', 'AQ=='],
  ])('opens it by POP3 with %s', async (mechanism, capability, receipt) => {
    const tokens = await startTokens();
    const proofs: string[] = [];
    const pop3 = closing(
      await startPop3Server({
        capabilities: [capability],
        onCommand(command) {
          if (command.startsWith('AUTH ')) return command === `AUTH ${mechanism}` ? '+ ' : '-ERR no';
          if (command === receipt) return '-ERR [AUTH] no';
          if (command === 'LIST') return '+OK\r\n.';
          if (command.length < 30) return undefined;
          proofs.push(Buffer.from(command, 'base64').toString());
          return proofs.at(-1)?.includes('token-2') === true ? '+OK' : '+ eyJzdGF0dXMiOiI0MDAifQ==';
        },
      }),
    );
    const { outcome } = await createHarness().run(
      pop3Variables({
        action: 'listEmailsPop3',
        port: pop3.port,
        authentication: refreshToken(tokens),
      }),
    );
    expect(outcome.variables).toEqual({ result: [] });
    expect(proofs).toHaveLength(2);
  });
});

describe('the token endpoint', () => {
  it('obeys the rules of the network', async () => {
    const [tokens, smtp] = [await startTokens(), await startSmtp('token-1')];
    const { outcome } = await runConnector(
      email,
      toVariables(smtp.port, { authentication: clientCredentials(tokens) }),
      { secrets: SECRETS, network: createOutboundNetwork({ deny: [`127.0.0.0/8:${tokens.port}`] }) },
    );
    expect(outcome).toMatchObject({ retries: 0, variables: { error: { code: 'HTTP_BLOCKED' } } });
    expect(tokens.asked).toEqual([]);
    expect(smtp.connections()).toBe(0);
  });

  it('that is not there is tried again later', async () => {
    const [tokens, smtp] = [await startTokens(), await startSmtp('token-1')];
    await tokens.close();
    const { outcome } = await createHarness().run(
      toVariables(smtp.port, { authentication: refreshToken(tokens) }),
    );
    expect(outcome).toMatchObject({
      retries: 2,
      variables: { error: { code: 'HTTP_CONNECTION_REFUSED' } },
    });
  });

  it('has to be told, with who asks', async () => {
    const { outcome } = await createHarness().run(
      toVariables(25, { authentication: { type: 'oauth-client-credentials-flow', username: 'anna' } }),
    );
    expect(outcome).toMatchObject({ retries: 0, variables: { error: { code: 'INPUT_INVALID' } } });
    for (const name of ['oauthTokenEndpoint', 'clientId', 'clientSecret'])
      expect(JSON.stringify(outcome)).toContain(`authentication.${name}`);
  });
});
