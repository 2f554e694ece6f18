import type { CallBounds } from '@jobwright/runtime/cluster';
import { z } from 'zod';
import type { OperationCalls } from './operation-calls.ts';

/** The id of a process in its model, by the ids of definitions. */
export type ProcessIds = (
  definitionIds: readonly string[],
  bounds: CallBounds,
) => Promise<ReadonlyMap<string, string>>;

const definition = z.object({ id: z.string(), key: z.string() });
/** Of an address: longer ones are refused by servers. */
const MAX_IDS = 20;

/** Asks for each definition once. */
export function createProcessIds(calls: OperationCalls): ProcessIds {
  const known = new Map<string, string>();
  return async (definitionIds, bounds) => {
    const unknown = [...new Set(definitionIds)].filter((id) => id !== '' && !known.has(id));
    for (let at = 0; at < unknown.length; at += MAX_IDS) {
      const some = unknown.slice(at, at + MAX_IDS);
      const query = { processDefinitionIdIn: some.join(',') };
      const { items } = await calls.list(
        { path: '/process-definition', query, schema: definition },
        { ...bounds, limit: MAX_IDS },
      );
      for (const { id, key } of items) known.set(id, key);
    }
    return known;
  };
}
