import type { ResolvedAddress, ResolveName } from '../route/resolve-name.ts';

export interface FoundName {
  readonly addresses: readonly ResolvedAddress[];
  /** How long they may be given to others without asking again. */
  readonly keptMs: number;
}

interface Flight {
  readonly found: Promise<readonly ResolvedAddress[]>;
  readonly over: AbortController;
  waiting: number;
}

const MAX_KEPT = 1_000;

/** All who want a name at the same time wait for one search; it is given up once nobody waits any more. */
export function createNameFlights(
  find: (name: string, signal: AbortSignal) => Promise<FoundName>,
): ResolveName {
  const flights = new Map<string, Flight>();
  const kept = new Map<string, { readonly addresses: readonly ResolvedAddress[]; readonly until: number }>();

  const takeOff = (name: string): Flight => {
    const over = new AbortController();
    const found = find(name, over.signal)
      .then(({ addresses, keptMs }) => {
        if (keptMs > 0) keep(name, addresses, keptMs);
        return addresses;
      })
      .finally(() => {
        if (flights.get(name) === flight) flights.delete(name);
      });
    found.catch(() => undefined);
    const flight: Flight = { found, over, waiting: 0 };
    flights.set(name, flight);
    return flight;
  };
  const keep = (name: string, addresses: readonly ResolvedAddress[], keptMs: number): void => {
    kept.delete(name);
    kept.set(name, { addresses, until: performance.now() + keptMs });
    const [oldest] = kept.keys();
    if (kept.size > MAX_KEPT && oldest !== undefined) kept.delete(oldest);
  };

  return async (name, { signal }) => {
    const known = kept.get(name);
    if (known !== undefined && performance.now() < known.until) return known.addresses;
    signal.throwIfAborted();
    const flight = flights.get(name) ?? takeOff(name);
    flight.waiting += 1;
    const leave = (): void => {
      flight.waiting -= 1;
      if (flight.waiting > 0) return;
      if (flights.get(name) === flight) flights.delete(name);
      flight.over.abort(new Error(`Nobody waits for the address of ${name} any more`));
    };
    signal.addEventListener('abort', leave, { once: true });
    try {
      return await flight.found;
    } finally {
      signal.removeEventListener('abort', leave);
    }
  };
}
