import { createLruCache, createSingleFlight } from '@jobwright/concurrency';
import type { ResolvedAddress, ResolveName } from '../route/resolve-name.ts';

export interface FoundName {
  readonly addresses: readonly ResolvedAddress[];
  /** How long they may be given to others without asking again. */
  readonly keptMs: number;
}

const MAX_KEPT = 1_000;

/** Whoever wants a name at the same time waits for one search; it is given up once nobody waits any more. */
export function createNameFlights(
  find: (name: string, signal: AbortSignal) => Promise<FoundName>,
): ResolveName {
  const flights = createSingleFlight<readonly ResolvedAddress[]>();
  const kept = createLruCache<readonly ResolvedAddress[]>({ maxEntries: MAX_KEPT });
  const search = async (name: string, signal: AbortSignal): Promise<readonly ResolvedAddress[]> => {
    const { addresses, keptMs } = await find(name, signal);
    if (keptMs > 0) kept.set(name, addresses, { ttlMs: keptMs });
    return addresses;
  };
  return async (name, { signal }) =>
    kept.get(name) ?? flights.run(name, (searchSignal) => search(name, searchSignal), signal);
}
