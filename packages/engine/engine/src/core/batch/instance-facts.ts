import type { Key } from '../commands.ts';
import { type Engine, getExecutable } from '../engine.ts';
import type { Definition, ElementInstance, EndedInstance } from '../engine-state.ts';
import { collectSubtree } from '../terminate.ts';
import type { FilterField, FilterValue, InstanceFacts } from './instance-filter.ts';

const listOf = (value: FilterValue | undefined): readonly FilterValue[] =>
  value === undefined ? [] : [value];

function definitionFact(definition: Definition | undefined, field: FilterField): readonly FilterValue[] {
  switch (field) {
    case 'processDefinitionKey':
      return listOf(definition?.key);
    case 'processDefinitionVersion':
      return listOf(definition?.version);
    case 'processDefinitionVersionTag':
      return listOf(definition?.graph.versionTag);
    default:
      return [];
  }
}

function parentKeyOf({ state }: Engine, { callerKey }: ElementInstance): Key | undefined {
  return callerKey === undefined ? undefined : state.elementInstances.get(callerKey)?.processInstanceKey;
}

/** The fields of a running instance. Incidents of called instances are its own too. */
export function activeFacts(engine: Engine, root: ElementInstance): InstanceFacts {
  const { definition } = getExecutable(engine, root);
  const incidentMessages = (): readonly string[] =>
    collectSubtree(engine, root)
      .flatMap(({ incidentKeys }) => incidentKeys)
      .flatMap((key) => engine.state.incidents.get(key)?.message ?? []);
  return (field) => {
    switch (field) {
      case 'processInstanceKey':
        return [root.key];
      case 'processDefinitionId':
        return [definition.bpmnProcessId];
      case 'parentProcessInstanceKey':
        return listOf(parentKeyOf(engine, root));
      case 'parentElementInstanceKey':
        return listOf(root.callerKey);
      case 'state':
        return ['ACTIVE'];
      case 'tenantId':
        return [definition.tenantId];
      case 'hasIncident':
        return [incidentMessages().length > 0];
      case 'errorMessage':
        return incidentMessages();
      case 'elementId':
        return collectSubtree(engine, root, { withCalled: false }).map(({ elementId }) => elementId);
      case 'startDate':
        return [root.enteredAt];
      case 'endDate':
        return [];
      case 'businessId':
        return listOf(root.businessId);
      default:
        return definitionFact(definition, field);
    }
  };
}

/** The fields of an instance that has ended. */
export function endedFacts(engine: Engine, ended: EndedInstance): InstanceFacts {
  const { definitionKey, tenantId, startedAt, endedAt, callerKey } = ended.origin;
  return (field) => {
    switch (field) {
      case 'processInstanceKey':
        return [ended.processInstanceKey];
      case 'processDefinitionKey':
        return [definitionKey];
      case 'processDefinitionId':
        return [ended.bpmnProcessId];
      case 'parentProcessInstanceKey':
        return listOf(ended.parentProcessInstanceKey);
      case 'parentElementInstanceKey':
        return listOf(callerKey);
      case 'state':
        return [ended.state];
      case 'tenantId':
        return [tenantId];
      case 'hasIncident':
        return [false];
      case 'errorMessage':
        return [];
      case 'elementId':
        return (engine.state.histories.get(ended.processInstanceKey)?.elements ?? []).map(
          ({ elementId }) => elementId,
        );
      case 'startDate':
        return [startedAt];
      case 'endDate':
        return [endedAt];
      case 'businessId':
        return listOf(ended.businessId);
      default:
        return definitionFact(engine.state.definitions.get(definitionKey), field);
    }
  };
}
