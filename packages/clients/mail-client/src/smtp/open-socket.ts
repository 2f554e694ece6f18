import { connect as connectPlain, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { TimeoutError, toError } from '@jobwright/concurrency';
import type { OutboundNetwork } from '@jobwright/connector-sdk';
import { lookUpIn } from '@jobwright/http-client';
import { findAddresses } from '../network/find-addresses.ts';
import { tlsNameOf } from '../network/mail-server.ts';
import { whenConnected } from '../network/when-connected.ts';
import type { SmtpServer } from './smtp-server.ts';

/** After this the next address of a server is tried too. */
const ADDRESS_MS = 1_000;

/**
 * Opens the connection under an SMTP session, with TLS where it comes first. Rejects with errors as
 * nodemailer makes them: its code, and Node's as `originalCode`.
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
  const servername = tlsNameOf(host);
  const name = servername === undefined ? {} : { servername };
  const socket = isTls ? connectTls({ ...target, ...name }) : connectPlain(target);
  const event = isTls ? 'secureConnect' : 'connect';
  await whenConnected(socket, { event, timeoutMs: until - performance.now() }).catch((error: unknown) => {
    throw socketError(error);
  });
  return socket;
}

/** Errors as nodemailer makes them. */
function socketError(error: unknown): Error {
  const failure = toError(error);
  const code = failure instanceof TimeoutError ? 'ETIMEDOUT' : 'ESOCKET';
  const originalCode = 'code' in failure ? failure.code : code;
  return Object.assign(failure, { code, originalCode });
}
