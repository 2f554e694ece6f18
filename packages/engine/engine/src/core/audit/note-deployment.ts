import type { Deployment } from '../deployment-types.ts';
import type { Engine } from '../engine.ts';
import type { AuditedAction } from './audit-record.ts';
import { noteAction } from './note-action.ts';

const created = (
  action: Omit<AuditedAction, 'entityType' | 'operationType'>,
  entityType: 'DECISION' | 'RESOURCE' = 'RESOURCE',
): AuditedAction => ({ ...action, entityType, operationType: 'CREATE' });

/** Puts what a deployment brought into the audit log. */
export function noteDeployment(engine: Engine, deployment: Deployment): void {
  const { key: deploymentKey, tenantId } = deployment;
  const common = { deploymentKey, tenantId };
  const actions = [
    ...deployment.processes.map(({ processDefinitionKey, bpmnProcessId, resourceName }) =>
      created({
        ...common,
        entityKey: processDefinitionKey,
        entityDescription: resourceName,
        processDefinitionId: bpmnProcessId,
        processDefinitionKey,
      }),
    ),
    ...deployment.decisionRequirements.map((one) =>
      created({
        ...common,
        entityKey: one.decisionRequirementsKey,
        entityDescription: one.resourceName,
        decisionRequirementsId: one.dmnDecisionRequirementsId,
        decisionRequirementsKey: one.decisionRequirementsKey,
      }),
    ),
    ...deployment.decisions.map((one) =>
      created(
        {
          ...common,
          entityKey: one.decisionKey,
          entityDescription: one.dmnDecisionName,
          decisionDefinitionId: one.dmnDecisionId,
          decisionDefinitionKey: one.decisionKey,
          decisionRequirementsId: one.dmnDecisionRequirementsId,
          decisionRequirementsKey: one.decisionRequirementsKey,
        },
        'DECISION',
      ),
    ),
    ...deployment.forms.map(({ formKey, resourceName }) =>
      created({ ...common, entityKey: formKey, entityDescription: resourceName, formKey }),
    ),
    ...deployment.resources.map(({ resourceKey, resourceName }) =>
      created({ ...common, entityKey: resourceKey, entityDescription: resourceName, resourceKey }),
    ),
  ];
  for (const action of actions) noteAction(engine, action);
}
