import type { Engine } from '../engine.ts';
import type { Key } from '../key.ts';
import type { ResourceView } from '../deployment-types.ts';
import { showAllLoopOutputs } from '../loop-outputs.ts';
import { viewResource } from '../view-resource.ts';
import { resourceIndexId } from '../resource-index.ts';
import { type DefinitionRecord, findDefinitionRecord, listDefinitionRecords } from './definition-record.ts';
import { type ElementRecord, findElementRecord, listElementRecords } from './element-record.ts';
import { type IncidentEntry, listIncidentEntries, listIncidentsWithin } from './incident-record.ts';
import {
  findInstanceOfElement,
  findInstanceRecord,
  listActiveRecords,
  listEndedRecords,
} from './instance-record.ts';
import type { InstanceRecord } from './instance-types.ts';
import { type JobEntry, listJobEntries } from './job-record.ts';
import { findVariableRecord, listVariableRecords, type VariableRecord } from './variable-record.ts';

/** Processes, their instances, and what is in those: in all of them unless the key of one is given. */
export interface ProcessRecords {
  processDefinitions(): readonly DefinitionRecord[];
  processDefinition(key: Key): DefinitionRecord | undefined;
  /** The latest version of the form that starts a process. */
  startForm(definition: DefinitionRecord): ResourceView | undefined;
  /** Running instances and those remembered after their end. */
  processInstances(): readonly InstanceRecord[];
  processInstance(key: Key): InstanceRecord | undefined;
  elements(processInstanceKey?: Key): readonly ElementRecord[];
  element(elementInstanceKey: Key): ElementRecord | undefined;
  variables(processInstanceKey?: Key): readonly VariableRecord[];
  variable(variableKey: Key): VariableRecord | undefined;
  incidents(processInstanceKey?: Key): readonly IncidentEntry[];
  incident(incidentKey: Key): IncidentEntry | undefined;
  /**
   * Of an element or a process instance, with all that was entered and called in it; none where there is no
   * such element.
   */
  incidentsWithin(elementInstanceKey: Key): readonly IncidentEntry[];
  jobs(processInstanceKey?: Key): readonly JobEntry[];
}

export function createProcessRecords(engine: Engine): ProcessRecords {
  const listAll = (): readonly InstanceRecord[] => [
    ...listActiveRecords(engine),
    ...listEndedRecords(engine),
  ];
  const listInstances = (key?: Key): readonly InstanceRecord[] => {
    if (key === undefined) return listAll();
    const record = findInstanceRecord(engine, key);
    return record ? [record] : [];
  };
  return {
    processDefinitions: () => listDefinitionRecords(engine),
    processDefinition: (key) => findDefinitionRecord(engine, key),
    startForm({ startFormId: id, tenantId }) {
      if (id === null) return undefined;
      const form = engine.resourceIndex.findBound({
        id: resourceIndexId({ kind: 'form', id }),
        tenantId,
        binding: { type: 'latest' },
        deploymentKey: '',
      });
      return form && viewResource(engine.state, form.key);
    },
    processInstances: listAll,
    processInstance: (key) => findInstanceRecord(engine, key),
    elements: (processInstanceKey) => listElementRecords(engine, listInstances(processInstanceKey)),
    element: (elementInstanceKey) => findElementRecord(engine, elementInstanceKey),
    variables(processInstanceKey) {
      showAllLoopOutputs(engine);
      return listVariableRecords(listInstances(processInstanceKey));
    },
    variable(variableKey) {
      showAllLoopOutputs(engine);
      return findVariableRecord(engine, variableKey);
    },
    incidents: (processInstanceKey) => listIncidentEntries(engine, listInstances(processInstanceKey)),
    incident(incidentKey) {
      const { incidents } = engine.state;
      const entries = listIncidentEntries(
        engine,
        listInstances(incidents.get(incidentKey)?.processInstanceKey),
      );
      return entries.find(({ passage }) => passage.incidentKey === incidentKey);
    },
    incidentsWithin(key) {
      const instance = findInstanceOfElement(engine, key);
      return instance ? listIncidentsWithin(engine, { instance, key }, listAll()) : [];
    },
    jobs: (processInstanceKey) =>
      listJobEntries(engine, listInstances(processInstanceKey), processInstanceKey),
  };
}
