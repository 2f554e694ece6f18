import type { DecisionPassage, DecisionResult, UserTaskView } from '@jobwright/engine/core';
import { findModelElements, type TestState } from '../context/test-state.ts';
import type {
  DecisionInfo,
  ElementInfo,
  IncidentInfo,
  JobInfo,
  ProcessInstanceInfo,
  UserTaskInfo,
} from './infos.ts';

const named = (name: string | undefined): { readonly name?: string } => (name === undefined ? {} : { name });

/** All process instances, in the order of their start. */
export function viewProcessInstances({ core, record }: TestState): readonly ProcessInstanceInfo[] {
  return [...record.instances.keys()].flatMap((key) => core.instance(key) ?? []);
}

/** What a process instance passed, without the process itself, in the order of entering. */
export function viewElements(state: TestState, processInstanceKey: string): readonly ElementInfo[] {
  const elements = findModelElements(state, processInstanceKey);
  const passages = state.core.history(processInstanceKey)?.elements ?? [];
  return passages
    .filter(({ elementInstanceKey }) => elementInstanceKey !== processInstanceKey)
    .map((passage) => ({ ...passage, ...named(elements.get(passage.elementId)?.name) }));
}

/** The jobs of running process instances, oldest first. */
export function viewJobs({ core }: TestState): readonly JobInfo[] {
  return core.jobs().map((job) => ({
    ...job,
    kind: job.kind ?? 'BPMN_ELEMENT',
    bpmnProcessId: core.instance(job.processInstanceKey)?.bpmnProcessId ?? '',
  }));
}

/** All user tasks, oldest first. */
export function viewUserTasks(state: TestState): readonly UserTaskInfo[] {
  const open = state.core
    .userTasks()
    .map((task) => viewUserTask(state, task, { state: task.transition?.toUpperCase() ?? 'CREATED' }));
  const ended = state.record.endedTasks.map(({ task, ...end }) => viewUserTask(state, task, end));
  return [...ended, ...open].sort((first, second) => (first.key < second.key ? -1 : 1));
}

function viewUserTask(
  state: TestState,
  { transition: _transition, ...task }: UserTaskView,
  end: Pick<UserTaskInfo, 'state' | 'endedAt'>,
): UserTaskInfo {
  const { processInstanceKey, elementInstanceKey, elementId } = task;
  const passages = state.core.history(processInstanceKey)?.elements ?? [];
  const passage = passages.find((each) => each.elementInstanceKey === elementInstanceKey);
  return {
    ...task,
    ...named(findModelElements(state, processInstanceKey).get(elementId)?.name),
    bpmnProcessId: state.core.instance(processInstanceKey)?.bpmnProcessId ?? '',
    createdAt: passage?.enteredAt ?? 0,
    ...end,
  };
}

/** All incidents, active and resolved, by process instance and age. */
export function viewIncidents({ core, record }: TestState): readonly IncidentInfo[] {
  return [...record.instances.keys()].flatMap((processInstanceKey) => {
    const history = core.history(processInstanceKey);
    const active = new Set(core.instance(processInstanceKey)?.incidents.map(({ key }) => key));
    return (history?.incidents ?? []).map(({ incidentKey, elementId, type, message }) => ({
      incidentKey,
      elementId,
      errorType: type,
      errorMessage: message,
      processInstanceKey,
      bpmnProcessId: history?.bpmnProcessId ?? '',
      state: active.has(incidentKey) ? 'ACTIVE' : 'RESOLVED',
    }));
  });
}

/** Decisions that were evaluated, in the order of their ends: by process instances, then by themselves. */
export function viewDecisions({ core, record }: TestState): readonly DecisionInfo[] {
  const passages = [...record.instances.keys()].flatMap((processInstanceKey) =>
    (core.history(processInstanceKey)?.decisions ?? []).map((passage) => ({ passage, processInstanceKey })),
  );
  return [
    ...passages.flatMap(({ passage, processInstanceKey }) =>
      viewEvaluation(passage, { processInstanceKey, elementId: passage.elementId }),
    ),
    ...record.evaluations.flatMap((result) => viewEvaluation(result, {})),
  ];
}

/** The decisions of one evaluation. One that failed comes last. */
function viewEvaluation(
  result: DecisionResult | DecisionPassage,
  where: Pick<DecisionInfo, 'processInstanceKey' | 'elementId'>,
): readonly DecisionInfo[] {
  const { evaluationKey, failure } = result;
  const steps = result.evaluatedDecisions
    .filter(({ decisionId }) => decisionId !== failure?.decisionId)
    .map(({ decisionId, decisionName, output, inputs, matchedRules }) => ({
      ...{ evaluationKey, decisionId, decisionName, output, inputs, ...where },
      state: 'EVALUATED' as const,
      matchedRules: matchedRules.map(({ ruleIndex }) => ruleIndex),
    }));
  if (!failure) return steps;
  const failed = [...new Set([failure.decisionId, result.decisionId])].map((decisionId) => ({
    ...{ evaluationKey, decisionId, output: null, inputs: [], matchedRules: [], ...where },
    decisionName: decisionId === result.decisionId ? result.decisionName : decisionId,
    state: 'FAILED' as const,
    failureMessage: failure.message,
  }));
  return [...steps, ...failed];
}
