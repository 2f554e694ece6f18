import type { EngineCore, Result } from '../commands.ts';
import type { Engine } from '../engine.ts';
import type { AuditedAction } from './audit-record.ts';
import { toBatchAction, toDecisionDeletion, toInstanceAction, toResolution } from './audited-actions.ts';
import { noteAction } from './note-action.ts';
import { watchVariables } from './note-variables.ts';

/** The commands that are in the audit log; user tasks and deployments note when they have taken effect. */
type Audited = Pick<
  EngineCore,
  | 'cancelBatch'
  | 'cancelInstance'
  | 'createBatch'
  | 'createInstance'
  | 'deleteDecisionInstance'
  | 'deleteInstance'
  | 'deleteResource'
  | 'evaluateDecision'
  | 'migrateInstance'
  | 'modifyInstance'
  | 'resolveIncident'
  | 'resumeBatch'
  | 'setVariables'
  | 'suspendBatch'
>;

/** Notes an action when its command has succeeded. */
const createNoting =
  (engine: Engine) =>
  <T>(action: AuditedAction, answer: Result<T>): Result<T> => {
    if (answer.ok) noteAction(engine, action);
    return answer;
  };

/** The same engine, whose commands are put into the audit log when they have succeeded. */
export function auditCommands<Core extends EngineCore>(core: Core, engine: Engine): Core {
  const afterwards = createNoting(engine);
  const audited: Audited = {
    ...createAuditedBatches(core, engine),
    ...createAuditedInstances(core, engine),
    deleteResource: ({ resourceKey }) =>
      afterwards(
        { entityType: 'RESOURCE', operationType: 'DELETE', entityKey: resourceKey, resourceKey },
        core.deleteResource({ resourceKey }),
      ),
    deleteDecisionInstance: (key) => afterwards(toDecisionDeletion(key), core.deleteDecisionInstance(key)),
    evaluateDecision(command) {
      const answer = core.evaluateDecision(command);
      if (!answer.ok) return answer;
      const { evaluationKey, decisionKey, decisionId, tenantId } = answer.value;
      return afterwards(
        {
          entityType: 'DECISION',
          operationType: 'EVALUATE',
          entityKey: evaluationKey,
          decisionEvaluationKey: evaluationKey,
          decisionDefinitionKey: decisionKey,
          decisionDefinitionId: decisionId,
          tenantId,
        },
        answer,
      );
    },
    setVariables(command) {
      const { elementInstanceKey, variables, local: isLocal = false } = command;
      const names = Object.keys(variables);
      const noteVariables = watchVariables(engine, { elementInstanceKey, names, isLocal });
      const answer = core.setVariables(command);
      if (answer.ok) noteVariables();
      return answer;
    },
  };
  return { ...core, ...audited };
}

type AuditedBatches = Pick<Audited, 'cancelBatch' | 'createBatch' | 'resumeBatch' | 'suspendBatch'>;

function createAuditedBatches(core: EngineCore, engine: Engine): AuditedBatches {
  const afterwards = createNoting(engine);
  const changeBatch =
    (name: 'cancelBatch' | 'resumeBatch' | 'suspendBatch', operation: 'CANCEL' | 'RESUME' | 'SUSPEND') =>
    (key: string): Result<void> =>
      afterwards(toBatchAction(engine, key, operation), core[name](key));
  return {
    createBatch(command) {
      const answer = core.createBatch(command);
      return answer.ok ? afterwards(toBatchAction(engine, answer.value.key, 'CREATE'), answer) : answer;
    },
    cancelBatch: changeBatch('cancelBatch', 'CANCEL'),
    suspendBatch: changeBatch('suspendBatch', 'SUSPEND'),
    resumeBatch: changeBatch('resumeBatch', 'RESUME'),
  };
}

type AuditedInstances = Pick<
  Audited,
  | 'cancelInstance'
  | 'createInstance'
  | 'deleteInstance'
  | 'migrateInstance'
  | 'modifyInstance'
  | 'resolveIncident'
>;

function createAuditedInstances(core: EngineCore, engine: Engine): AuditedInstances {
  const afterwards = createNoting(engine);
  return {
    createInstance(command) {
      const answer = core.createInstance(command);
      if (!answer.ok) return answer;
      const { processInstanceKey, processDefinitionKey, bpmnProcessId, tenantId } = answer.value;
      return afterwards(
        {
          entityType: 'PROCESS_INSTANCE',
          operationType: 'CREATE',
          entityKey: processInstanceKey,
          processInstanceKey,
          processDefinitionKey,
          processDefinitionId: bpmnProcessId,
          tenantId,
        },
        answer,
      );
    },
    cancelInstance: (key) => afterwards(toInstanceAction(engine, key, 'CANCEL'), core.cancelInstance(key)),
    deleteInstance: (key) => afterwards(toInstanceAction(engine, key, 'DELETE'), core.deleteInstance(key)),
    modifyInstance: (command) =>
      afterwards(
        toInstanceAction(engine, command.processInstanceKey, 'MODIFY'),
        core.modifyInstance(command),
      ),
    migrateInstance: (command) =>
      afterwards(
        toInstanceAction(engine, command.processInstanceKey, 'MIGRATE'),
        core.migrateInstance(command),
      ),
    resolveIncident: (key) => afterwards(toResolution(engine, key), core.resolveIncident(key)),
  };
}
