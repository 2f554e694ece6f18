import type { JsonValue } from '@jobwright/json';
import { isDeepStrictEqual } from 'node:util';
import type {
  DecisionInfo,
  ElementInfo,
  IncidentInfo,
  JobInfo,
  ProcessInstanceInfo,
  UserTaskInfo,
  VariableInfo,
} from '../views/infos.ts';
import { createSelector, type Selector } from './selector.ts';

/** Selects elements of a process. A text stands for `byId`. */
export type ElementSelector = Selector<ElementInfo>;
/** Selects jobs. A text stands for `byJobType`. */
export type JobSelector = Selector<JobInfo>;
/** Selects user tasks. A text stands for `byElementId`. */
export type UserTaskSelector = Selector<UserTaskInfo>;
/** Selects incidents. A text stands for `byElementId`. */
export type IncidentSelector = Selector<IncidentInfo>;
/** Selects evaluations of decisions. A text stands for `byId`. */
export type DecisionSelector = Selector<DecisionInfo>;
/** Selects process instances. A text stands for `byProcessId`. */
export type ProcessInstanceSelector = Selector<ProcessInstanceInfo>;
/** Selects variables. A text stands for `byName`. */
export type VariableSelector = Selector<VariableInfo>;

/** Selectors of elements: `ElementSelectors.byName('Approve request')`. */
export const ElementSelectors = {
  byId: (id: string): ElementSelector => createSelector(`id: ${id}`, ({ elementId }) => elementId === id),
  byName: (name: string): ElementSelector =>
    createSelector(`name: ${name}`, (element) => element.name === name),
} as const;

/** Selectors of jobs: `JobSelectors.byElementId('send')`. */
export const JobSelectors = {
  byJobType: (type: string): JobSelector => createSelector(`job type: ${type}`, (job) => job.type === type),
  byElementId: (id: string): JobSelector =>
    createSelector(`element id: ${id}`, ({ elementId }) => elementId === id),
  byProcessInstanceKey: (key: string): JobSelector =>
    createSelector(`process instance key: ${key}`, ({ processInstanceKey }) => processInstanceKey === key),
  byProcessId: (id: string): JobSelector =>
    createSelector(`process id: ${id}`, ({ bpmnProcessId }) => bpmnProcessId === id),
  byJobKind: (kind: JobInfo['kind']): JobSelector =>
    createSelector(`job kind: ${kind}`, (job) => job.kind === kind),
  byListenerEventType: (eventType: string): JobSelector =>
    createSelector(
      `listener event type: ${eventType}`,
      ({ listenerEventType }) => listenerEventType === eventType,
    ),
} as const;

/** Selectors of user tasks: `UserTaskSelectors.byTaskName('Approve request')`. */
export const UserTaskSelectors = {
  byElementId: (id: string, processInstanceKey?: string): UserTaskSelector =>
    within(
      processInstanceKey,
      createSelector(`element id: ${id}`, ({ elementId }) => elementId === id),
    ),
  byTaskName: (name: string, processInstanceKey?: string): UserTaskSelector =>
    within(
      processInstanceKey,
      createSelector(`name: ${name}`, (task) => task.name === name),
    ),
  byProcessInstanceKey: (key: string): UserTaskSelector =>
    createSelector(`process instance key: ${key}`, ({ processInstanceKey }) => processInstanceKey === key),
} as const;

const within = (key: string | undefined, selector: UserTaskSelector): UserTaskSelector =>
  key === undefined ? selector : selector.and(UserTaskSelectors.byProcessInstanceKey(key));

/** Selectors of incidents: `IncidentSelectors.byElementId('charge')`. */
export const IncidentSelectors = {
  byElementId: (id: string): IncidentSelector =>
    createSelector(`element id: ${id}`, ({ elementId }) => elementId === id),
  byProcessInstanceKey: (key: string): IncidentSelector =>
    createSelector(`process instance key: ${key}`, ({ processInstanceKey }) => processInstanceKey === key),
  byProcessId: (id: string): IncidentSelector =>
    createSelector(`process id: ${id}`, ({ bpmnProcessId }) => bpmnProcessId === id),
  byErrorType: (type: string): IncidentSelector =>
    createSelector(`error type: ${type}`, ({ errorType }) => errorType === type),
} as const;

/** Selectors of evaluated decisions: `DecisionSelectors.byId('credit-check')`. */
export const DecisionSelectors = {
  byId: (id: string, processInstanceKey?: string): DecisionSelector =>
    processInstanceKey === undefined
      ? createSelector(`decision id: ${id}`, ({ decisionId }) => decisionId === id)
      : DecisionSelectors.byId(id).and(DecisionSelectors.byProcessInstanceKey(processInstanceKey)),
  byName: (name: string): DecisionSelector =>
    createSelector(`decision name: ${name}`, ({ decisionName }) => decisionName === name),
  byProcessInstanceKey: (key: string): DecisionSelector =>
    createSelector(`process instance key: ${key}`, ({ processInstanceKey }) => processInstanceKey === key),
} as const;

/** Selectors of process instances: `ProcessInstanceSelectors.byProcessId('order')`. */
export const ProcessInstanceSelectors = {
  byKey: (key: string): ProcessInstanceSelector =>
    createSelector(`key: ${key}`, ({ processInstanceKey }) => processInstanceKey === key),
  byProcessId: (id: string): ProcessInstanceSelector =>
    createSelector(`process id: ${id}`, ({ bpmnProcessId }) => bpmnProcessId === id),
  byParentProcessInstanceKey: (key: string): ProcessInstanceSelector =>
    createSelector(
      `parent process instance key: ${key}`,
      ({ parentProcessInstanceKey }) => parentProcessInstanceKey === key,
    ),
  byBusinessId: (id: string): ProcessInstanceSelector =>
    createSelector(`business id: ${id}`, ({ businessId }) => businessId === id),
} as const;

/** Selectors of variables: `VariableSelectors.byName('approved')`. */
export const VariableSelectors = {
  byName: (name: string): VariableSelector =>
    createSelector(`variable: ${name}`, (variable) => variable.name === name),
  byValue: (value: JsonValue): VariableSelector =>
    createSelector(`value: ${JSON.stringify(value)}`, (variable) => isDeepStrictEqual(variable.value, value)),
} as const;
