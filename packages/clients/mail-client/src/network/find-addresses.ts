import type { OutboundNetwork } from '@jobwright/connector-sdk';
import { BlockedError, findAllowedAddresses } from '@jobwright/http-client';
import { MailError } from '../mail-failure.ts';
import type { MailServer } from './mail-server.ts';

export interface FindOptions {
  readonly network: OutboundNetwork;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

/**
 * The addresses of a mail server that the network lets us reach. Every connection goes to one of them and
 * resolves nothing anew: a name cannot change its mind in between.
 * @throws MailError `blocked`, `host-not-found`, `host-lookup-timeout`
 */
export async function findAddresses(server: MailServer, options: FindOptions): Promise<readonly string[]> {
  const { host, port } = server;
  try {
    const { addresses } = await findAllowedAddresses({ host, port, ...options });
    return addresses;
  } catch (cause) {
    if (cause instanceof BlockedError)
      throw new MailError({ kind: 'blocked', server, reason: cause.message });
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : 'no answer';
    const isLate = reason === 'ETIMEDOUT' || options.signal?.aborted === true;
    throw isLate
      ? new MailError({ kind: 'host-lookup-timeout', server }, cause)
      : new MailError({ kind: 'host-not-found', server, reason }, cause);
  }
}
