import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runConnector } from '@jobwright/connector-testing';
import { type SmtpServer, startSmtpServer } from '@jobwright/test-servers/mail';
import { createAddressCertificate } from '@jobwright/test-servers';
import type { SMTPServerOptions } from 'smtp-server';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { email } from './connector.ts';
import { sendInProcess } from './testing/send-in-process.ts';
import { toVariables } from './testing/send-email-variables.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jobwright-email-'));
});
afterAll(() => rm(folder, { recursive: true }));

const open: SmtpServer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function startTlsServer(options: SMTPServerOptions, address = '127.0.0.1') {
  const { key, certificate: cert } = await createAddressCertificate(address);
  const server = await startSmtpServer({ disabledCommands: ['AUTH'], key, cert, ...options });
  open.push(server);
  const certificateFile = join(folder, `${server.port}.pem`);
  await writeFile(certificateFile, cert);
  return { server, certificateFile };
}

const modes = [
  ['TLS', {}],
  ['SSL', { secure: true }],
] as const;

describe.each(modes)('with %s', (smtpCryptographicProtocol, options) => {
  it('sends encrypted to a server whose authority Node trusts', async () => {
    const { server, certificateFile } = await startTlsServer(options);
    const outcome = await sendInProcess(
      toVariables(server.port, { smtpConfig: { smtpCryptographicProtocol } }),
      { NODE_EXTRA_CA_CERTS: certificateFile },
    );
    expect(outcome.kind).toBe('complete');
    expect(server.received.map(({ secure }) => secure)).toEqual([true]);
  });

  it('sends nothing to a server whose certificate nobody vouches for', async () => {
    const { server } = await startTlsServer(options);
    const { outcome } = await runConnector(
      email,
      toVariables(server.port, { smtpConfig: { smtpCryptographicProtocol } }),
    );
    expect(outcome).toMatchObject({
      kind: 'fail',
      retries: 0,
      variables: { error: { code: 'EMAIL_CERTIFICATE_NOT_TRUSTED' } },
    });
    expect(server.received).toEqual([]);
  });
});

it('sends nothing to a server whose certificate is for another host', async () => {
  const { server, certificateFile } = await startTlsServer({}, '192.0.2.1');
  const outcome = await sendInProcess(
    toVariables(server.port, { smtpConfig: { smtpCryptographicProtocol: 'TLS' } }),
    { NODE_EXTRA_CA_CERTS: certificateFile },
  );
  expect(outcome).toMatchObject({ variables: { error: { code: 'EMAIL_CERTIFICATE_NOT_TRUSTED' } } });
  expect(JSON.stringify(outcome)).toContain('ERR_TLS_CERT_ALTNAME_INVALID');
  expect(server.received).toEqual([]);
});

it('does not encrypt with NONE, even when the server offers it', async () => {
  const { server } = await startTlsServer({});
  const { outcome } = await runConnector(email, toVariables(server.port));
  expect(outcome.kind).toBe('complete');
  expect(server.received.map(({ secure }) => secure)).toEqual([false]);
});
