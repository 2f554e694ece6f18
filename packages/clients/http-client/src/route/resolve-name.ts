import { within } from '@jobwright/concurrency';
import { limitMs } from './limit-ms.ts';

/** An address in the form of Node's `lookup`. */
export interface ResolvedAddress {
  readonly address: string;
  readonly family: number;
}

/**
 * Resolves a name to all its addresses, and gives up when the signal aborts. A trailing dot means exactly
 * this name.
 * @throws Error with the code `ENOTFOUND` or `EAI_AGAIN`
 */
export type ResolveName = (
  name: string,
  options: { readonly signal: AbortSignal },
) => Promise<readonly ResolvedAddress[]>;

/** A name was not resolved within `timeoutMs`. */
export class ResolveTimeoutError extends Error {
  override readonly name = 'ResolveTimeoutError';
  readonly code = 'ETIMEDOUT';
}

export interface NameLimits {
  /** Milliseconds; 0 is no limit. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Resolves a name within a time. @throws ResolveTimeoutError, the reason of the signal, or what `resolveName`
 * throws
 */
export const resolveInTime = (
  resolveName: ResolveName,
  name: string,
  { timeoutMs, signal }: NameLimits,
): Promise<readonly ResolvedAddress[]> =>
  within(
    {
      timeoutMs: limitMs(timeoutMs),
      signal,
      timeoutError: () => new ResolveTimeoutError(`${name} was not resolved in time`),
    },
    (ended) => resolveName(name, { signal: ended }),
  );
