import { toError } from '@jobwright/concurrency';

/** As Node's lookup gives it. */
export interface ResolvedAddress {
  readonly address: string;
  readonly family: number;
}

/**
 * Resolves a name to all its addresses, and gives up when the signal aborts. A dot at the end means exactly this name.
 * @throws Error with the code `ENOTFOUND` or `EAI_AGAIN`
 */
export type ResolveName = (
  name: string,
  options: { readonly signal: AbortSignal },
) => Promise<readonly ResolvedAddress[]>;

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
): Promise<readonly ResolvedAddress[]> {
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
