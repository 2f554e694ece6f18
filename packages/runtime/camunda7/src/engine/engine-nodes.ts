import type { OpenRest } from '@jobwright/runtime/cluster';
import { mayHaveArrived } from './may-have-arrived.ts';

/** One node of an engine, and how requests to it are sent. */
export interface EngineNode {
  readonly address: string;
  readonly open: OpenRest;
}

/** A proxy says with them that the node behind it does not answer. */
const NODE_AWAY: ReadonlySet<number> = new Set([502, 503, 504]);

/**
 * The nodes of an engine as one: it has the address of the node that answered last, and requests go there.
 * One that cannot have arrived goes to the other nodes, each once; after any other failure, the next request
 * goes to the next node.
 */
export function createEngineNodes(nodes: readonly [EngineNode, ...EngineNode[]]): EngineNode {
  let [current] = nodes;
  const after = (node: EngineNode): EngineNode => nodes[(nodes.indexOf(node) + 1) % nodes.length] ?? node;
  const leave = (node: EngineNode): void => {
    if (current === node) current = after(node);
  };
  return {
    get address() {
      return current.address;
    },
    async open(request, bounds) {
      let node = current;
      for (let left = nodes.length - 1; ; left -= 1) {
        try {
          const response = await node.open(request, bounds);
          if (NODE_AWAY.has(response.status)) leave(node);
          return response;
        } catch (error) {
          leave(node);
          if (left === 0 || bounds.signal.aborted || mayHaveArrived(error)) throw error;
          node = after(node);
        }
      }
    },
  };
}
