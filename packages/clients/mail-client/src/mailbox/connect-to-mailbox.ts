import type { OutboundNetwork } from '@jobwright/connector-sdk';
import { findAddresses } from '../network/find-addresses.ts';
import type { MailboxServer } from './mailbox-server.ts';
import { errorCodeOf } from './socket-failure.ts';

/** How one attempt to connect goes about it. */
export interface Endpoint {
  readonly address: string;
  /** `implicit`: TLS from the first byte. `starttls`: TLS after the greeting, or nothing. */
  readonly encryption: 'implicit' | 'starttls' | 'none';
}

/** Ports whose servers start in plain text (RFC 8314). */
const PLAIN_TEXT_PORTS: ReadonlySet<number> = new Set([143, 110]);

/** More are not tried; each may take its whole time to fail. */
const MAX_ADDRESSES = 3;

/** What a TLS handshake says to a server that talks plain text. */
const SPOKE_PLAIN_TEXT = /^(ERR_SSL_WRONG_VERSION_NUMBER|ERR_SSL_PACKET_LENGTH_TOO_LONG)$/;
const UNREACHABLE = /^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL)$/;

/**
 * Connects by `open`, which rejects with a failure whose cause has Node's code. The next address is tried
 * when one cannot be reached. With TLS on a port that turns out to start in plain text, STARTTLS is: never
 * less than that.
 */
export async function connectToMailbox<Connection>(
  server: MailboxServer,
  context: { readonly signal: AbortSignal; readonly network: OutboundNetwork },
  open: (endpoint: Endpoint) => Promise<Connection>,
): Promise<Connection> {
  const found = await findAddresses(server, { ...context, timeoutMs: server.timeouts.connectMs });
  const addresses = found.slice(0, MAX_ADDRESSES);
  let failure: unknown;
  for (const address of addresses) {
    for (const encryption of listEncryptions(server)) {
      try {
        context.signal.throwIfAborted();
        return await open({ address, encryption });
      } catch (error) {
        failure = error;
        if (encryption === 'implicit' && SPOKE_PLAIN_TEXT.test(causeCodeOf(error))) continue;
        if (!UNREACHABLE.test(causeCodeOf(error))) throw error;
        break;
      }
    }
  }
  throw failure;
}

export function listEncryptions({
  protection,
  port,
}: Pick<MailboxServer, 'protection' | 'port'>): readonly Endpoint['encryption'][] {
  if (protection === 'NONE') return ['none'];
  if (protection === 'SSL') return ['implicit'];
  return PLAIN_TEXT_PORTS.has(port) ? ['starttls'] : ['implicit', 'starttls'];
}

const causeCodeOf = (error: unknown): string => (error instanceof Error ? errorCodeOf(error.cause) : '');
