import type { GraphNode } from '../model/graph.ts';
import type { JobDefinition } from '../model/job-definition.ts';
import type { ExecutionEvent } from '../model/listeners.ts';
import { createJob, evaluateJob } from './create-job.ts';
import { type Engine, getNode, getScope } from './engine.ts';
import type { ElementInstance } from './engine-state.ts';
import type { Evaluation } from './evaluate.ts';
import { raiseIncident } from './incidents.ts';
import type { ListenerEventType } from './job-kinds.ts';
import { mergeVariables, setLocalVariables } from './variables.ts';
import type { JsonObject } from '@jobwright/json';

const EVENT_TYPES: Readonly<Record<ExecutionEvent, ListenerEventType>> = {
  start: 'START',
  end: 'END',
  beforeAll: 'BEFORE_ALL',
  cancel: 'CANCEL',
};
/** What is done again when all listeners of an event have run. */
const STEPS = { start: 'activate', beforeAll: 'activate', end: 'complete', cancel: 'cancel' } as const;

/** The headers that the element gives to all its jobs. */
function headersOf(node: GraphNode): Readonly<Record<string, string>> {
  if (node.kind === 'job' || node.kind === 'userTask') return node.headers;
  return node.kind === 'scope' ? (node.adHoc?.job?.headers ?? {}) : {};
}

function startListener(
  engine: Engine,
  instance: ElementInstance,
  { event, listener }: { readonly event: ExecutionEvent; readonly listener: JobDefinition },
): Evaluation<undefined> {
  const properties = evaluateJob(engine, instance, listener);
  if (!properties.ok) return properties;
  const headers = { ...headersOf(getNode(engine, instance)), ...listener.headers };
  createJob(engine, instance, {
    ...properties.value,
    headers,
    kind: 'EXECUTION_LISTENER',
    listenerEventType: EVENT_TYPES[event],
  });
  return { ok: true, value: undefined };
}

/** Whether listeners of the event have begun, and the step before them is not to be done again. */
export const isListening = ({ listening }: ElementInstance, event: ExecutionEvent): boolean =>
  listening?.event === event;

/**
 * Runs the listeners of an event one after the other; true while one of them runs. If one cannot start, all
 * of them run again when the incident is resolved.
 */
export function runListeners(
  engine: Engine,
  instance: ElementInstance,
  event: ExecutionEvent,
): Evaluation<boolean> {
  const listeners = getNode(engine, instance).listeners?.[event];
  if (!listeners) return { ok: true, value: false };
  const progress = isListening(instance, event) ? instance.listening : undefined;
  if (progress && instance.jobKey !== null) return { ok: true, value: true };
  const next = progress?.next ?? 0;
  const listener = listeners[next];
  if (!listener) {
    delete instance.listening;
    return { ok: true, value: false };
  }
  instance.listening = { event, next };
  const started = startListener(engine, instance, { event, listener });
  if (started.ok) return { ok: true, value: true };
  delete instance.listening;
  return started;
}

/** After the job of a listener: its variables are set, and the next listener or the element goes on. */
export function completeListener(engine: Engine, instance: ElementInstance, variables: JsonObject): void {
  const { listening } = instance;
  if (!listening) return;
  if (listening.event === 'end') mergeVariables(engine, getScope(engine, instance) ?? instance, variables);
  else setLocalVariables(instance, variables);
  listening.next += 1;
  engine.work.push({ kind: STEPS[listening.event], key: instance.key });
}

/** Runs the listeners of an event; true when the element has to wait, for one of them or for its incident. */
export function waitsForListeners(
  engine: Engine,
  instance: ElementInstance,
  event: 'end' | 'cancel',
): boolean {
  const running = runListeners(engine, instance, event);
  if (running.ok) return running.value;
  raiseIncident(engine, instance, { ...running.failure, step: STEPS[event] });
  return true;
}
