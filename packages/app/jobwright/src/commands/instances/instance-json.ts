import type { JsonObject } from '@jobwright/json';
import type { OperatedInstance } from '@jobwright/runtime/cluster';

/** An instance in the JSON of a command. */
export const instanceJson = (instance: OperatedInstance): JsonObject => ({
  key: instance.key,
  processId: instance.processId,
  version: instance.version ?? null,
  state: instance.state,
  hasIncident: instance.hasIncident ?? null,
  startedAt: instance.startedAt ?? null,
  endedAt: instance.endedAt ?? null,
  tenantId: instance.tenantId ?? null,
});
