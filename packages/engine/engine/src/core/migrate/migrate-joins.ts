import type { Result } from '../commands.ts';
import { succeed } from '../result.ts';
import { type MigratedElement, type Migration, rejectMigration } from './migration.ts';

/** The flows of the target whose tokens wait at the joins of a scope, for those of the source. */
export function planJoins(migration: Migration, { instance }: MigratedElement): Result<readonly string[]> {
  const { source, target, mappings } = migration;
  const planned: string[] = [];
  const sourceOf = new Map<string, string>();
  for (const flowId of instance.waitingFlowIds) {
    const gateway = source.node(source.flowTarget(flowId) ?? '');
    const subject = `gateway with id '${gateway.id}' waits with a token of the sequence flow '${flowId}'`;
    const targetGatewayId = mappings.get(gateway.id);
    const targetGateway = targetGatewayId === undefined ? undefined : target.findNode(targetGatewayId);
    if (!targetGateway)
      return rejectMigration(
        migration,
        `${subject}, and no mapping instruction is defined for the gateway. Joining gateways with taken sequence flows cannot be migrated without a mapping.`,
      );
    if (targetGateway.kind !== gateway.kind)
      return rejectMigration(
        migration,
        `${subject}, and the gateway is mapped to '${targetGateway.id}', which has a different type. Elements must be mapped to elements of the same type.`,
      );
    if (targetGateway.incomingIds.length < gateway.incomingIds.length)
      return rejectMigration(
        migration,
        `${subject}, and the target gateway '${targetGateway.id}' has ${targetGateway.incomingIds.length} incoming sequence flows instead of ${gateway.incomingIds.length}. The target gateway must have at least the same number of incoming sequence flows.`,
      );
    const targetFlowId = mappings.get(flowId);
    if (targetFlowId === undefined || !targetGateway.incomingIds.includes(targetFlowId))
      return rejectMigration(
        migration,
        `${subject}, and no mapping instruction leads this sequence flow to one of the target gateway '${targetGateway.id}'. Taken sequence flows cannot be migrated without a mapping.`,
      );
    const earlier = sourceOf.get(targetFlowId);
    if (earlier !== undefined && earlier !== flowId)
      return rejectMigration(
        migration,
        `the taken sequence flows '${earlier}' and '${flowId}' are mapped to the same sequence flow '${targetFlowId}'. Each must be mapped to one of its own.`,
      );
    sourceOf.set(targetFlowId, flowId);
    planned.push(targetFlowId);
  }
  return succeed(planned);
}
