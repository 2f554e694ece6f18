import { connect as connectPlain, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { OutboundNetwork } from '@jobwright/connector-sdk';
import { lookUpIn } from '@jobwright/http-client';
import { findAddresses } from '../network/find-addresses.ts';
import { toTlsName } from '../network/mail-server.ts';
import type { SmtpServer } from './smtp-server.ts';

/** After this the next address of a server is tried too. */
const ADDRESS_MS = 1_000;

/**
 * Opens the connection under an SMTP session, with TLS where it comes first. Rejects with errors as nodemailer makes them: its code, and
 * Node's as `originalCode`.
 * @throws MailError `blocked` and the other failures of `findAddresses`
 */
export async function openSocket(server: SmtpServer, network: OutboundNetwork): Promise<Socket> {
  const { host, port, protection } = server;
  const until = performance.now() + server.timeouts.connectMs;
  const addresses = await findAddresses(server, { network, timeoutMs: server.timeouts.connectMs });
  const target = {
    host,
    port,
    lookup: lookUpIn(addresses),
    autoSelectFamilyAttemptTimeout: ADDRESS_MS,
  };
  const isTls = protection === 'SSL';
  const servername = toTlsName(host);
  const name = servername === undefined ? {} : { servername };
  const socket = isTls ? connectTls({ ...target, ...name }) : connectPlain(target);
  await settle(socket, { event: isTls ? 'secureConnect' : 'connect', timeoutMs: until - performance.now() });
  return socket;
}

/** Resolves once the event is there, and leaves no listener behind. */
function settle(
  socket: Socket,
  { event, timeoutMs }: { readonly event: string; readonly timeoutMs: number },
): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => fail(new Error('No connection in time'), 'ETIMEDOUT'), timeoutMs);
    const done = (): void => {
      clearTimeout(timer);
      socket.off('error', onError).off('close', onClose).off(event, onReady);
    };
    const fail = (error: NodeJS.ErrnoException, code: string): void => {
      done();
      socket.on('error', () => undefined).destroy();
      reject(Object.assign(error, { code, originalCode: error.code ?? code }));
    };
    const onReady = (): void => {
      done();
      resolve();
    };
    const onError = (error: Error): void => fail(error, 'ESOCKET');
    const onClose = (): void => fail(new Error('Closed while connecting'), 'ESOCKET');
    socket.once(event, onReady).once('error', onError).once('close', onClose);
  });
}
