import type { OutboundNetwork } from '@jobwright/connector-sdk';
import { createOriginGuard, type OriginGuard } from './origin-guard.ts';

/** Limits belong to a network: all clients that use it count together. */
const guards = new WeakMap<OutboundNetwork, Map<string, OriginGuard>>();

/** Origins can come from process data, so idle ones are forgotten, least recently used first. */
const MAX_ORIGINS = 1_000;

/**
 * The guard for the limits of an origin, one for each network and origin; `undefined` if the origin has no
 * limits.
 */
export function findGuard(network: OutboundNetwork, origin: string): OriginGuard | undefined {
  const limits = network.limitsFor(origin);
  if (
    limits.requestsPerSecond === undefined &&
    limits.maxConcurrent === undefined &&
    limits.circuitBreaker === undefined
  ) {
    return undefined;
  }
  const known = guards.get(network) ?? new Map<string, OriginGuard>();
  guards.set(network, known);
  const guard = known.get(origin) ?? createOriginGuard(limits);
  known.delete(origin);
  known.set(origin, guard);
  for (const [key, candidate] of known) {
    if (known.size <= MAX_ORIGINS) break;
    if (candidate.isIdle && candidate !== guard) known.delete(key);
  }
  return guard;
}
