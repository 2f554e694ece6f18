import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';

/** Resolves a name to all its addresses, and gives up when the signal aborts. @throws Error with Node's code, e.g. `ENOTFOUND` */
export type ResolveName = (
  name: string,
  options: { readonly signal: AbortSignal },
) => Promise<readonly LookupAddress[]>;

/** As the operating system does it. */
export const resolveBySystem: ResolveName = (name) => lookup(name, { all: true, verbatim: true });

/** A name was not resolved within the time there was for it. */
export class ResolveTimeoutError extends Error {
  override readonly name = 'ResolveTimeoutError';
  readonly code = 'ETIMEDOUT';
}

export interface NameLimits {
  /** Milliseconds; 0 is no limit. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** Resolves a name within a time. @throws ResolveTimeoutError, the reason of the signal, or what `resolveName` throws */
export async function resolveInTime(
  resolveName: ResolveName,
  name: string,
  { timeoutMs, signal }: NameLimits,
): Promise<readonly LookupAddress[]> {
  signal?.throwIfAborted();
  const over = new AbortController();
  const onAbort = (): void => over.abort(signal?.reason);
  const onLate = (): void => over.abort(new ResolveTimeoutError(`${name} was not resolved in time`));
  const timer = timeoutMs === 0 ? undefined : setTimeout(onLate, timeoutMs);
  signal?.addEventListener('abort', onAbort);
  const ended = new Promise<never>((_, reject) => {
    over.signal.addEventListener('abort', () => reject(toError(over.signal.reason)));
  });
  try {
    return await Promise.race([resolveName(name, { signal: over.signal }), ended]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
  }
}

const toError = (reason: unknown): Error => (reason instanceof Error ? reason : new Error(String(reason)));
