import type { Key, Result } from '../commands.ts';
import { deleteDecisionInstance } from '../delete-decision-instance.ts';
import { deleteInstance } from '../delete-instance.ts';
import type { Engine } from '../engine.ts';
import { resolveIncident } from '../incidents.ts';
import { cancelInstance } from '../instance-commands.ts';
import { migrateInstance } from '../migrate/migrate-instance.ts';
import { modifyInstance } from '../modify/modify-instance.ts';
import type { BatchAction } from './batch-types.ts';

/** A job without retries gets one, so that its incident can be resolved. */
function resolveWithRetry(engine: Engine, incidentKey: Key): Result<void> {
  const jobKey = engine.state.incidents.get(incidentKey)?.jobKey;
  const job = jobKey === undefined ? undefined : engine.state.jobs.get(jobKey);
  if (job && job.retries < 1) job.retries = 1;
  return resolveIncident(engine, incidentKey);
}

/** Does the operation to one of its items. */
export function doItem(engine: Engine, action: BatchAction, key: Key): Result<void> {
  switch (action.type) {
    case 'CANCEL_PROCESS_INSTANCE':
      return cancelInstance(engine, key);
    case 'DELETE_PROCESS_INSTANCE':
      return deleteInstance(engine, key);
    case 'DELETE_DECISION_INSTANCE':
      return deleteDecisionInstance(engine, key);
    case 'RESOLVE_INCIDENT':
      return resolveWithRetry(engine, key);
    case 'MODIFY_PROCESS_INSTANCE':
      return modifyInstance(engine, {
        processInstanceKey: key,
        moveInstructions: action.moveInstructions.map((move) => ({
          ...move,
          ancestorScope: { kind: 'inferred' },
        })),
      });
    case 'MIGRATE_PROCESS_INSTANCE': {
      const { targetProcessDefinitionKey, mappingInstructions } = action;
      return migrateInstance(engine, {
        processInstanceKey: key,
        targetProcessDefinitionKey,
        mappingInstructions,
      });
    }
  }
}
