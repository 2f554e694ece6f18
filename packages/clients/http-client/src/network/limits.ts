import type { OriginLimits } from '@jobwright/connector-sdk';
import { z } from 'zod';

const count = z.number().int().min(1);

/** The schema of limits by origin, host name, `*.name` or `*`, for settings that come from a file. */
export const limitsByOrigin = z.record(
  z
    .string()
    .regex(
      /^(\*|((https?|smtp|imap|pop3):\/\/)?(\*\.)?[\w.-]+(:\d+)?|(https?|smtp|imap|pop3):\/\/\[[\da-f:]+\](:\d+)?)$/i,
      {
        error: 'expected an origin, a host name, *.name or *',
      },
    ),
  z.strictObject({
    requestsPerSecond: z.number().positive().describe('Requests a second, on average').exactOptional(),
    burst: count
      .describe('Requests that may start at once after a pause; default: as many as in a second')
      .exactOptional(),
    maxConcurrent: count.describe('Requests at the same time').exactOptional(),
    maxQueued: z
      .number()
      .int()
      .min(0)
      .describe('Requests that may wait; further ones are retried later; default: 1,000')
      .exactOptional(),
    circuitBreaker: z
      .strictObject({
        failures: count.describe('Failures in a row after which requests are refused'),
        openMs: count.describe('How long they are refused, in ms, until one is let through'),
      })
      .describe('Refuses requests for a while after failures')
      .exactOptional(),
  }),
);

const NO_LIMITS: OriginLimits = Object.freeze({});

/**
 * Finds the limits of an origin: those for the origin, its host, the longest matching `*.name`, or `*`, in
 * this order.
 */
export function createLimitsFinder(
  limits: Readonly<Record<string, OriginLimits>>,
): (origin: string) => OriginLimits {
  const byKey = new Map(Object.entries(limits).map(([key, value]) => [key.toLowerCase(), value]));
  if (byKey.size === 0) return () => NO_LIMITS;
  return (origin) => {
    const known = byKey.get(origin);
    if (known !== undefined) return known;
    const { host, hostname } = new URL(origin);
    const parents = hostname
      .split('.')
      .map((_label, index, labels) => `*.${labels.slice(index + 1).join('.')}`);
    for (const key of [host, hostname, ...parents.slice(0, -1), '*']) {
      const found = byKey.get(key);
      if (found !== undefined) return found;
    }
    return NO_LIMITS;
  };
}
