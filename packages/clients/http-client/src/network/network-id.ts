import type { OutboundNetwork } from '@jobwright/connector-sdk';

const ids = new WeakMap<OutboundNetwork, number>();
let lastId = 0;

/** Tells networks apart in the key of a pool: what one allowed to connect to, another may not. */
export function findNetworkId(network: OutboundNetwork): number {
  const known = ids.get(network);
  if (known !== undefined) return known;
  lastId += 1;
  ids.set(network, lastId);
  return lastId;
}
