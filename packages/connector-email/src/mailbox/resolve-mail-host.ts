import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { mailboxFailure, toErrorCode } from './mailbox-failure.ts';
import type { MailboxServer } from './mailbox-server.ts';

/** More are not tried; each may take its whole time to fail. */
const MAX_ADDRESSES = 3;

/**
 * The addresses to connect to. Every connection that reads mail goes to one of them and to nothing else: this is the place
 * to hold host and address against a policy.
 */
export async function resolveMailHost(
  server: MailboxServer,
  { signal }: { readonly signal: AbortSignal },
): Promise<readonly string[]> {
  if (isIP(server.host) !== 0) return [server.host];
  const late = new Promise<never>((_, reject) => {
    const fail = (): void => reject(mailboxFailure.timeout(server));
    AbortSignal.any([signal, AbortSignal.timeout(server.timeouts.connectMs)]).addEventListener('abort', fail);
  });
  const found = lookup(server.host, { all: true }).catch((error: unknown) => {
    throw mailboxFailure.hostNotFound(server, toErrorCode(error), error);
  });
  const addresses = await Promise.race([found, late]);
  return addresses.slice(0, MAX_ADDRESSES).map(({ address }) => address);
}
