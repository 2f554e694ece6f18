import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { ConnectorError, type OutboundNetwork, RetryableError } from '@jobwright/connector-sdk';
import { type MailServer, toPlace } from './mail-server.ts';

export interface FindOptions {
  readonly network: OutboundNetwork;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

/**
 * The addresses of a mail server that the network lets us reach. Every connection goes to one of them and resolves nothing anew: a
 * name cannot change its mind in between.
 * @throws ConnectorError `EMAIL_BLOCKED`; RetryableError `EMAIL_HOST_NOT_FOUND`, `EMAIL_TIMEOUT`
 */
export async function findAddresses(server: MailServer, options: FindOptions): Promise<readonly string[]> {
  const { host, port } = server;
  const { egress } = options.network;
  const reasons: string[] = [];
  const isAllowed = (address?: string): boolean => {
    const reason = egress.describeBlock({ host, port, ...(address !== undefined && { address }) });
    if (reason !== undefined) reasons.push(reason);
    return reason === undefined;
  };
  // A name that may not be reached is not even asked for.
  const found = isAllowed() ? await resolve(server, options) : [];
  const allowed = found.filter(isAllowed);
  if (allowed.length > 0) return allowed;
  throw new ConnectorError({
    code: 'EMAIL_BLOCKED',
    message: `${toPlace(server)} may not be reached from here: ${reasons[0] ?? 'the name has no address'}`,
  });
}

async function resolve(server: MailServer, { timeoutMs, signal }: FindOptions): Promise<readonly string[]> {
  if (isIP(server.host) !== 0) return [server.host];
  const settled = new AbortController();
  const late = new Promise<never>((_, reject) => {
    const fail = (): void =>
      reject(
        new RetryableError({
          code: 'EMAIL_TIMEOUT',
          message: `The host name ${server.host} was not resolved in time`,
        }),
      );
    const timer = setTimeout(fail, timeoutMs);
    settled.signal.addEventListener('abort', () => clearTimeout(timer));
    signal?.addEventListener('abort', fail, { signal: settled.signal });
  });
  const addresses = lookup(server.host, { all: true }).catch((cause: unknown) => {
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : 'no answer';
    throw new RetryableError({
      code: 'EMAIL_HOST_NOT_FOUND',
      message: `The host name ${server.host} could not be resolved (${reason}); check the ${server.protocol} host`,
      cause,
    });
  });
  try {
    return (await Promise.race([addresses, late])).map(({ address }) => address);
  } finally {
    settled.abort();
  }
}
