import type { OriginLimits } from '@jobwright/connector-sdk';

/** What the end of a request says about the health of the server. */
export type Outcome = 'healthy' | 'unhealthy' | 'unknown';

/** Holds back requests to an origin that keeps failing, except for one now and then as a probe. */
export interface CircuitBreaker {
  /** 0 if a request may be sent, otherwise the least time to wait, in milliseconds. Has no side effect. */
  waitMs(): number;
  /** Call it when a request is sent, and the result with its outcome, once. */
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
        // Requests sent before the circuit opened say nothing about now.
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
