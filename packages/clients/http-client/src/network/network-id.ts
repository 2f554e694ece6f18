import type { OutboundNetwork } from '@jobwright/connector-sdk';

const ids = new WeakMap<OutboundNetwork, number>();
let lastId = 0;

/**
 * A number that identifies a network in the key of a pool: a connection that one network allowed, another may
 * refuse.
 */
export function findNetworkId(network: OutboundNetwork): number {
  const known = ids.get(network);
  if (known !== undefined) return known;
  lastId += 1;
  ids.set(network, lastId);
  return lastId;
}
