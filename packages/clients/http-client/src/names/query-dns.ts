import { promises } from 'node:dns';
import { onAbort } from '@jobwright/concurrency';

/** One address of a name, and how long it may be kept. */
export interface DnsAddress {
  readonly address: string;
  readonly family: 4 | 6;
  readonly ttlSeconds: number;
}

export type DnsAnswer =
  | { readonly kind: 'found'; readonly addresses: readonly DnsAddress[] }
  | { readonly kind: 'none' }
  /** A server has failed: the next name of a search may still be found. */
  | { readonly kind: 'failed'; readonly cause: unknown }
  /** No server answered. */
  | { readonly kind: 'silent'; readonly isRefused: boolean; readonly cause: unknown };

export interface DnsOptions {
  /** Addresses of servers, e.g. `10.0.0.2:53`. Default: those of the machine. */
  readonly servers?: readonly string[] | undefined;
  readonly signal: AbortSignal;
}

const QUERY_TIMEOUT_MS = 2_000;
const TRIES = 3;
/** How long the addresses of one family wait for those of the other (RFC 8305, 3). */
const OTHER_FAMILY_MS = 50;

/**
 * Asks for the IPv4 and IPv6 addresses of exactly this name, with c-ares: it takes no thread, and ends when
 * the signal aborts.
 * @throws the reason of the signal
 */
export async function queryDns(name: string, { servers, signal }: DnsOptions): Promise<DnsAnswer> {
  signal.throwIfAborted();
  const resolver = new promises.Resolver({ timeout: QUERY_TIMEOUT_MS, tries: TRIES });
  if (servers !== undefined) resolver.setServers(servers);
  const cancel = (): void => resolver.cancel();
  const stopListening = onAbort(signal, cancel);
  let grace: NodeJS.Timeout | undefined;
  const ask = async (family: 4 | 6): Promise<DnsAnswer> => {
    try {
      const records =
        family === 4
          ? await resolver.resolve4(name, { ttl: true })
          : await resolver.resolve6(name, { ttl: true });
      grace ??= setTimeout(cancel, OTHER_FAMILY_MS);
      return {
        kind: 'found',
        addresses: records.map(({ address, ttl }) => ({ address, family, ttlSeconds: ttl })),
      };
    } catch (error) {
      return readFailure(error);
    }
  };
  const answers = await Promise.all([ask(4), ask(6)]);
  clearTimeout(grace);
  stopListening();
  signal.throwIfAborted();
  return merge(answers);
}

function merge(answers: readonly DnsAnswer[]): DnsAnswer {
  const addresses = answers.flatMap((answer) => (answer.kind === 'found' ? answer.addresses : []));
  if (addresses.length > 0) return { kind: 'found', addresses };
  const worst = (['silent', 'failed'] as const).flatMap((kind) =>
    answers.filter((answer) => answer.kind === kind),
  );
  return worst[0] ?? { kind: 'none' };
}

function readFailure(error: unknown): DnsAnswer {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ENOTFOUND':
    case 'ENODATA':
    case 'EBADNAME':
      return { kind: 'none' };
    case 'ECONNREFUSED':
      return { kind: 'silent', isRefused: true, cause: error };
    case 'ETIMEOUT':
    case 'ECANCELLED':
      return { kind: 'silent', isRefused: false, cause: error };
    default:
      return { kind: 'failed', cause: error };
  }
}
