import { LINKS } from './docs-links.ts';
import type { FindingLevel } from './finding.ts';

/** What Camunda 8 has in the place of an attribute or extension element of Camunda 7. */
export interface Counterpart {
  /** A note: nothing is lost. */
  readonly level: Exclude<FindingLevel, 'error'>;
  readonly advice: string;
}

const lost = (advice: string): Counterpart => ({ level: 'warning', advice });
const same = (advice: string): Counterpart => ({ level: 'note', advice });

const TRANSACTION = same('not needed: on Camunda 8 each element is a transaction of its own');
const CALLED_ELEMENT = lost('zeebe:calledElement with a binding');
const CALLED_DECISION = lost('zeebe:calledDecision');
const ASSIGNMENT = lost('zeebe:assignmentDefinition');
const SCHEDULE = lost('zeebe:taskSchedule');
const FORM = lost('zeebe:formDefinition and a form that is deployed with it');
const JOB = lost('zeebe:taskDefinition');
const LOOP = lost('zeebe:loopCharacteristics');
const ERROR_VARIABLE = lost('an output mapping of the boundary event, from the variables of the error');
const STARTERS = lost('authorizations of the cluster');
const PRIORITY = lost('zeebe:jobPriorityDefinition, from Camunda 8.10 on');

const counterparts: ReadonlyMap<string, Counterpart> = new Map([
  ['asyncBefore', TRANSACTION],
  ['asyncAfter', TRANSACTION],
  ['exclusive', TRANSACTION],
  ['historyTimeToLive', same('retention is a setting of the cluster')],
  ['isStartableInTasklist', same('forms of start events decide that')],
  ['versionTag', lost('zeebe:versionTag')],
  ['jobPriority', PRIORITY],
  ['taskPriority', PRIORITY],
  ['assignee', ASSIGNMENT],
  ['candidateUsers', ASSIGNMENT],
  ['candidateGroups', ASSIGNMENT],
  ['dueDate', SCHEDULE],
  ['followUpDate', SCHEDULE],
  ['priority', lost('zeebe:priorityDefinition')],
  ['formKey', FORM],
  ['formRef', FORM],
  ['formRefBinding', FORM],
  ['formRefVersion', FORM],
  ['formData', FORM],
  ['initiator', lost('a variable that whoever starts the process sets')],
  ['candidateStarterUsers', STARTERS],
  ['candidateStarterGroups', STARTERS],
  ['type', JOB],
  ['topic', JOB],
  ['class', JOB],
  ['delegateExpression', JOB],
  ['expression', JOB],
  ['connector', JOB],
  ['field', lost('task headers or input mappings')],
  ['resultVariable', lost('the result variable of zeebe:script, zeebe:calledDecision or the task headers')],
  ['decisionRef', CALLED_DECISION],
  ['decisionRefBinding', CALLED_DECISION],
  ['decisionRefVersion', CALLED_DECISION],
  ['decisionRefVersionTag', CALLED_DECISION],
  ['mapDecisionResult', CALLED_DECISION],
  ['calledElementBinding', CALLED_ELEMENT],
  ['calledElementVersion', CALLED_ELEMENT],
  ['calledElementVersionTag', CALLED_ELEMENT],
  ['in', lost('zeebe:ioMapping')],
  ['out', lost('zeebe:ioMapping')],
  ['inputOutput', lost('zeebe:ioMapping, with FEEL in the place of ${...} and scripts')],
  ['collection', LOOP],
  ['elementVariable', LOOP],
  ['errorCodeVariable', ERROR_VARIABLE],
  ['errorMessageVariable', ERROR_VARIABLE],
  ['escalationCodeVariable', ERROR_VARIABLE],
  ['variableName', lost('zeebe:conditionalFilter')],
  ['variableEvents', lost('zeebe:conditionalFilter')],
  ['properties', lost('zeebe:taskHeaders for what a connector reads, zeebe:properties for the rest')],
  ['executionListener', lost('zeebe:executionListeners, with a job worker for each')],
  ['taskListener', lost('zeebe:taskListeners, with a job worker for each')],
  ['failedJobRetryTimeCycle', lost('retries in zeebe:taskDefinition and the task header retryBackoff')],
  ['errorEventDefinition', lost('the task header errorExpression, or a worker that throws the BPMN error')],
  ['resource', lost('the script itself, in FEEL, or a job worker')],
  ['modelerTemplate', lost('the element template of the connector for Camunda 8')],
  ['modelerTemplateVersion', same('it goes with the template')],
  ['modelerTemplateIcon', same('it goes with the template')],
]);

/** The attributes that say what a task does: the refusal of the task speaks of them. */
export const IMPLEMENTATION: ReadonlySet<string> = new Set([
  'type',
  'topic',
  'class',
  'delegateExpression',
  'expression',
  'connector',
  'field',
  'decisionRef',
  'resource',
]);

/** Of an attribute or extension element by its name without prefix. */
export const findCounterpart = (name: string): Counterpart | undefined => counterparts.get(name);

export const COUNTERPARTS_LINK = LINKS.from7Attributes;
