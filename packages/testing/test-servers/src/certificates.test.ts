import { once } from 'node:events';
import { X509Certificate } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { connect, createServer } from 'node:tls';
import { expect, test } from 'vitest';
import { createCertificateAuthority, createLocalhostCertificate } from './certificates.ts';

test('an authority vouches for servers and clients on localhost', async () => {
  const authority = await createCertificateAuthority('Test authority');
  const [server, client] = await Promise.all([authority.issueServer(), authority.issueClient('worker')]);
  const listening = createServer(
    {
      key: server.key,
      cert: server.certificate,
      ca: authority.certificate,
      requestCert: true,
      rejectUnauthorized: true,
    },
    (socket) => socket.end(String(socket.getPeerCertificate().subject.CN)),
  ).listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const { port } = listening.address() as AddressInfo;
  const socket = connect({
    port,
    host: 'localhost',
    ca: authority.certificate,
    key: client.key,
    cert: client.certificate,
  });
  const [greeting] = (await once(socket, 'data')) as [Buffer];
  expect(greeting.toString()).toBe('worker');
  socket.destroy();
  listening.close();
});

test('a certificate for localhost vouches for itself', async () => {
  const { certificate } = await createLocalhostCertificate();
  const parsed = new X509Certificate(certificate);
  expect(parsed.checkHost('localhost')).toBe('localhost');
  expect(parsed.checkIP('127.0.0.1')).toBe('127.0.0.1');
  expect(parsed.verify(parsed.publicKey)).toBe(true);
});
