import type { OriginLimits } from '@jobwright/connector-sdk';

/** How a request ended, as far as the health of the other side goes. */
export type Outcome = 'healthy' | 'unhealthy' | 'unknown';

/** Sends nothing to an origin that keeps failing, but for one request now and then to see whether it is back. */
export interface CircuitBreaker {
  /** 0 when a request may go out, else how long to wait at least, in milliseconds. Asking changes nothing. */
  waitMs(): number;
  /** A request goes out; the result takes its outcome, once. */
  begin(): (outcome: Outcome) => void;
}

export function createCircuitBreaker(
  { failures: threshold, openMs }: NonNullable<OriginLimits['circuitBreaker']>,
  now: () => number,
): CircuitBreaker {
  let failures = 0;
  let openUntil: number | undefined;
  let isProbing = false;

  return {
    waitMs() {
      if (openUntil === undefined) return 0;
      if (isProbing) return openMs;
      return Math.max(Math.ceil(openUntil - now()), 0);
    },
    begin() {
      const isProbe = openUntil !== undefined;
      if (isProbe) isProbing = true;
      return (outcome) => {
        if (isProbe) isProbing = false;
        if (outcome === 'unknown') return;
        // What was sent before the circuit opened says nothing about now.
        if (openUntil !== undefined && !isProbe) return;
        if (outcome === 'healthy') {
          failures = 0;
          openUntil = undefined;
          return;
        }
        failures += 1;
        if (isProbe || failures >= threshold) openUntil = now() + openMs;
      };
    },
  };
}
