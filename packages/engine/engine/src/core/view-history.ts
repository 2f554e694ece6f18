import type { Key } from './commands.ts';
import { type Engine, getNode } from './engine.ts';
import type { ElementInstance } from './engine-state.ts';
import { describeJob } from './history.ts';
import type { ElementPassage, InstanceHistory, JobPassage } from './history-records.ts';
import { collectSubtree } from './terminate.ts';

/** An element that is active, as the history has it. */
export function describeActive(engine: Engine, instance: ElementInstance): ElementPassage[] {
  const { key, elementId, scopeKey, loopCounter, enteredOrder, enteredAt, variables } = instance;
  if (enteredOrder < 0) return [];
  const { elementType } = getNode(engine, instance);
  const counter = loopCounter === undefined ? {} : { loopCounter };
  const passage = { elementInstanceKey: key, elementId, elementType, scopeKey, ...counter };
  return [{ ...passage, state: 'ACTIVE', enteredOrder, enteredAt, variables }];
}

function toJobPassage({ state }: Engine, instance: ElementInstance): JobPassage[] {
  const job = instance.jobKey === null ? undefined : state.jobs.get(instance.jobKey);
  return job ? [describeJob(job, instance, { state: 'ACTIVE' })] : [];
}

/** What a process instance passed: what has ended, and what is active. */
export function viewHistory(engine: Engine, processInstanceKey: Key): InstanceHistory | undefined {
  const history = engine.state.histories.get(processInstanceKey);
  if (!history) return undefined;
  const root = engine.state.elementInstances.get(processInstanceKey);
  const active = root ? collectSubtree(engine, root, { withCalled: false }) : [];
  const {
    bpmnProcessId,
    elements = [],
    jobs = [],
    incidents = [],
    messages = [],
    decisions = [],
    isTruncated = false,
  } = history;
  const passages = [...elements, ...active.flatMap((instance) => describeActive(engine, instance))];
  const allJobs = [...jobs, ...active.flatMap((instance) => toJobPassage(engine, instance))];
  return {
    processInstanceKey,
    bpmnProcessId,
    elements: passages.sort((first, second) => first.enteredOrder - second.enteredOrder),
    // Keys have the same number of digits: text order is the order of creation.
    jobs: allJobs.sort((first, second) => (first.jobKey < second.jobKey ? -1 : 1)),
    incidents: incidents.map((incident) => ({ ...incident })),
    messages: [...messages],
    decisions: [...decisions],
    isTruncated,
  };
}
