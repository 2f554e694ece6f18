import { promises } from 'node:dns';
import { isIP } from 'node:net';
import { createSemaphore } from '@jobwright/concurrency';
import type { ResolveName, ResolvedAddress } from '../route/resolve-name.ts';
import { NameError } from './name-error.ts';
import { createNameFlights, type FoundName } from './name-flights.ts';
import { createNameSettings, type NameFiles, type NameSettings } from './name-settings.ts';
import { listCandidates } from './parse-resolv-conf.ts';
import { type DnsAnswer, queryDns } from './query-dns.ts';

export interface NameResolverOptions {
  readonly files?: Partial<NameFiles>;
  /** DNS servers to ask, e.g. `10.0.0.2:53`. Default: those of the machine. */
  readonly servers?: readonly string[];
  /** Asks the other sources of the machine. Default: the resolver of the system. */
  readonly askSystem?: (name: string) => Promise<readonly ResolvedAddress[]>;
}

const FILES: NameFiles = {
  hosts: process.platform === 'win32' ? 'C:\\Windows\\System32\\drivers\\etc\\hosts' : '/etc/hosts',
  resolvConf: '/etc/resolv.conf',
  nsswitch: '/etc/nsswitch.conf',
};
/** Each needs a few sockets while it runs. */
const MAX_QUERIES = 500;
/** Lookups of the system block threads of Node's pool of four; the others stay free for everything else. */
const MAX_SYSTEM_LOOKUPS = 1;
/** Long enough for a burst of connections, short enough for a name that moves to another address. */
const MAX_KEPT_SECONDS = 10;

/**
 * Resolves names with hosts file, search domains and DNS servers of the machine. No thread waits, so a name
 * without an answer does not delay others. The other sources of the machine (multicast DNS, directories) are
 * asked for what DNS does not know, one name at a time.
 */
export function createNameResolver(options: NameResolverOptions = {}): ResolveName {
  const { servers, askSystem = lookUpBySystem } = options;
  const readSettings = createNameSettings({ ...FILES, ...options.files });
  const queries = createSemaphore(MAX_QUERIES);
  const systemLookups = createSemaphore(MAX_SYSTEM_LOOKUPS);

  const find = async (name: string, signal: AbortSignal): Promise<FoundName> => {
    const settings = await readSettings();
    const known = findKnown(name.replace(/\.$/, ''), settings);
    if (known !== undefined) return { addresses: known, keptMs: 0 };
    const release = await queries.acquire(signal);
    let answer: DnsAnswer;
    try {
      answer = await search(name, settings, (candidate) => queryDns(candidate, { servers, signal }));
    } finally {
      release();
    }
    if (answer.kind === 'found') {
      const seconds = Math.min(...answer.addresses.map(({ ttlSeconds }) => ttlSeconds), MAX_KEPT_SECONDS);
      return { addresses: answer.addresses, keptMs: seconds * 1_000 };
    }
    const mayKnow = answer.kind === 'none' ? settings.hasOtherSources : isRefused(answer);
    if (!mayKnow) throw nameError(name, answer);
    return { addresses: await askOthers(name, answer, signal), keptMs: 0 };
  };

  /** A lookup of the system cannot be ended: its permit is released once it has returned. */
  const askOthers = async (
    name: string,
    answer: DnsAnswer,
    signal: AbortSignal,
  ): Promise<readonly ResolvedAddress[]> => {
    const release = await systemLookups.acquire(signal);
    const found = askSystem(name).catch((cause: unknown) => {
      throw nameError(name, answer, cause);
    });
    found.then(release, release);
    return found;
  };

  return createNameFlights(find);
}

const lookUpBySystem = (name: string): Promise<readonly ResolvedAddress[]> =>
  promises.lookup(name, { all: true, verbatim: true });

/** Names that need no server: those of the hosts file, and the special names of RFC 6761. */
function findKnown(name: string, { hosts }: NameSettings): readonly ResolvedAddress[] | undefined {
  const listed = hosts.get(name.toLowerCase());
  if (listed !== undefined) return listed.map(toAddress);
  const last = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  if (last === 'localhost') return ['127.0.0.1', '::1'].map(toAddress);
  if (last === 'invalid') throw new NameError('ENOTFOUND', `There is no name ${name}`);
  return undefined;
}

const toAddress = (address: string): ResolvedAddress => ({ address, family: isIP(address) });

async function search(
  name: string,
  settings: NameSettings,
  ask: (candidate: string) => Promise<DnsAnswer>,
): Promise<DnsAnswer> {
  let failed: DnsAnswer | undefined;
  for (const candidate of listCandidates(name, settings)) {
    const answer = await ask(candidate);
    if (answer.kind === 'found' || answer.kind === 'silent') return answer;
    if (answer.kind === 'failed') failed ??= answer;
  }
  return failed ?? { kind: 'none' };
}

const isRefused = (answer: DnsAnswer): boolean => answer.kind === 'silent' && answer.isRefused;

function nameError(name: string, answer: DnsAnswer, cause?: unknown): NameError {
  if (answer.kind === 'none') return new NameError('ENOTFOUND', `There is no name ${name}`, cause);
  const reason = 'cause' in answer ? answer.cause : undefined;
  return new NameError('EAI_AGAIN', `No DNS server has answered for ${name}`, cause ?? reason);
}
