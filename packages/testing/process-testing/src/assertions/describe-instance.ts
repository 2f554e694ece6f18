import type { ProcessInstanceTarget } from '../context/process-instance.ts';
import { describeIncident } from '../commands/incident-commands.ts';
import { describeJob } from '../commands/job-commands.ts';
import { describeUserTask } from '../commands/user-task-commands.ts';
import type { ElementInfo, ProcessInstanceInfo } from '../views/infos.ts';
import {
  viewElements,
  viewIncidents,
  viewJobs,
  viewProcessInstances,
  viewUserTasks,
} from '../views/views.ts';
import type { TestContext } from '../context/test-context.ts';

const MAX_LINES = 50;
const MAX_CHARACTERS = 200;
const SIGNS = { ACTIVE: '>', COMPLETED: 'x', TERMINATED: '-' } as const;

const shorten = (text: string): string =>
  text.length > MAX_CHARACTERS ? `${text.slice(0, MAX_CHARACTERS)}…` : text;

function section(title: string, lines: readonly string[]): readonly string[] {
  if (lines.length === 0) return [];
  const shown = lines.slice(-MAX_LINES);
  const left = lines.length - shown.length;
  return [`${title}:`, ...(left > 0 ? [`  … ${left} more before`] : []), ...shown.map((line) => `  ${line}`)];
}

const describeElement = ({ elementId, name, elementType, state, loopCounter }: ElementInfo): string =>
  [
    `[${SIGNS[state]}] ${elementId}`,
    name === undefined ? '' : ` "${name}"`,
    ` (${elementType})`,
    loopCounter === undefined ? '' : ` no. ${loopCounter}`,
    ` ${state.toLowerCase()}`,
  ].join('');

/** The elements are in the order of entering; those within others are further in. */
function listPath(elements: readonly ElementInfo[]): readonly string[] {
  const depths = new Map<string, number>();
  return elements.map((element) => {
    const depth = element.scopeKey === null ? 0 : (depths.get(element.scopeKey) ?? -1) + 1;
    depths.set(element.elementInstanceKey, depth);
    return `${'  '.repeat(depth)}${describeElement(element)}`;
  });
}

const listVariables = (variables: ProcessInstanceInfo['variables']): readonly string[] =>
  Object.entries(variables).map(([name, value]) => `${name}: ${shorten(JSON.stringify(value))}`);

function listJobs(context: TestContext, processInstanceKey: string): readonly string[] {
  const running = new Set(context.runner.running().map(({ key }) => key));
  return viewJobs(context)
    .filter((job) => job.processInstanceKey === processInstanceKey)
    .map((job) => {
      if (running.has(job.key)) return `${describeJob(job)}; its handler has not finished`;
      return context.runner.handles(job.type)
        ? describeJob(job)
        : `${describeJob(job)}; nothing handles this type`;
    });
}

/** The path, the variables, and all that a process instance waits for, in lines for people. */
export function describeInstance(context: TestContext, info: ProcessInstanceInfo): string {
  const { processInstanceKey: key, bpmnProcessId, state } = info;
  const ofInstance = <Item extends { readonly processInstanceKey: string }>(items: readonly Item[]): Item[] =>
    items.filter(({ processInstanceKey }) => processInstanceKey === key);
  const tasks = ofInstance(viewUserTasks(context)).filter(({ endedAt }) => endedAt === undefined);
  const incidents = ofInstance(viewIncidents(context)).filter((incident) => incident.state === 'ACTIVE');
  const waiting = context.core
    .subscriptions()
    .filter(({ processInstanceKey }) => processInstanceKey === key)
    .map(({ kind, name, correlationKey, elementId }) =>
      [
        `${kind} '${name}'`,
        correlationKey === null ? '' : ` with key '${correlationKey}'`,
        ` at ${elementId}`,
      ].join(''),
    );
  const elements = viewElements(context, key);
  return [
    `Process instance '${bpmnProcessId}' (${key}) is ${state.toLowerCase()}.`,
    ...section('Path', listPath(elements)),
    ...section('Variables', listVariables(info.variables)),
    ...elements
      .filter((element) => element.state === 'ACTIVE' && Object.keys(element.variables).length > 0)
      .flatMap((element) =>
        section(`Local variables of ${element.elementId}`, listVariables(element.variables)),
      ),
    ...section('Jobs', listJobs(context, key)),
    ...section('User tasks', tasks.map(describeUserTask)),
    ...section('Waiting for', waiting),
    ...section('Incidents', incidents.map(describeIncident)),
  ].join('\n');
}

/** The report for a target that is about a process instance: of this one, or a list of those there are. */
export function reportInstance({ context, find }: Pick<ProcessInstanceTarget, 'context' | 'find'>): string {
  const info = find();
  if (info) return describeInstance(context, info);
  return reportInstances(context);
}

/** All process instances of a test, in lines. */
export function reportInstances(context: TestContext): string {
  const all = viewProcessInstances(context).map(
    ({ bpmnProcessId, processInstanceKey, state }) =>
      `${bpmnProcessId} (${processInstanceKey}), ${state.toLowerCase()}`,
  );
  return all.length === 0
    ? 'No process instance has been started.'
    : section('Process instances', all).join('\n');
}
