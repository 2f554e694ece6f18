import {
  type ModdleElement,
  type Problem,
  readElements,
  readExtensions,
  readId,
  readText,
  toTagName,
} from '@jobwright/bpmn-model';
import { findDuplicates } from './find-duplicates.ts';
import type { JobDefinition } from './job-definition.ts';
import type { ExecutionEvent, ExecutionListeners } from './listeners.ts';
import { readExpression } from './read-expression.ts';
import { readHeaderList, readRetries } from './read-job.ts';

const GATEWAY = /Gateway$/;

export interface ReadListener<Event extends string> extends JobDefinition {
  readonly event: Event;
}

interface ListenerKind<Event extends string> {
  /** The extension element around the listeners, e.g. `zeebe:ExecutionListeners`. */
  readonly type: string;
  /** By the name that the file gives them. */
  readonly events: ReadonlyMap<string, Event>;
  /** Whether two listeners may have the same event and job type. */
  readonly allowsDuplicates: boolean;
}

const isPresent = <T>(value: T | undefined): value is T => value !== undefined;

/** The listeners of an element, of one kind. */
export function readListenerList<Event extends string>(
  element: ModdleElement,
  { type, events, allowsDuplicates }: ListenerKind<Event>,
  problems: Problem[],
): readonly ReadListener<Event>[] {
  const tag = toTagName(type).slice('zeebe:'.length);
  const path = `${readId(element)} > extensionElements > ${tag}`;
  const location = { problems, path };
  const found = readExtensions(element, type).flatMap((list) => readElements(list, 'listeners'));
  const listeners = found.map((listener): ReadListener<Event> | undefined => {
    const text = readText(listener, 'eventType') ?? '';
    const event = events.get(text);
    if (event === undefined)
      problems.push({ path, message: `The event type '${text}' of a listener is not known` });
    const jobType = readExpression(location, readText(listener, 'type'));
    return (
      event && {
        event,
        jobType,
        retries: readRetries(location, listener),
        headers: readHeaderList(listener, 'headers'),
      }
    );
  });
  const read = listeners.filter(isPresent);
  const names = read.map(({ event, jobType }) => `eventType[${event}] and type[${jobType}]`);
  if (!allowsDuplicates)
    for (const name of findDuplicates(names))
      problems.push({
        path,
        message: `Found duplicates based on ${name}, these combinations should be unique.`,
      });
  return read;
}

const EVENTS: ReadonlyMap<string, ExecutionEvent> = new Map(
  (['start', 'end', 'beforeAll', 'cancel'] as const).map((event) => [event, event]),
);

/** What an element cannot tell its listeners. */
function findForbidden(element: ModdleElement): Readonly<Partial<Record<ExecutionEvent, string>>> {
  const [definition] = readElements(element, 'eventDefinitions');
  const onlyOn = {
    ...(element['loopCharacteristics'] === undefined && { beforeAll: 'activities without multi-instance' }),
    ...(element.$type !== 'bpmn:Process' && { cancel: 'elements other than processes' }),
  };
  if (element.$type === 'bpmn:StartEvent') return { ...onlyOn, start: 'start events' };
  if (GATEWAY.test(element.$type)) return { ...onlyOn, end: 'gateways' };
  if (element.$type === 'bpmn:EndEvent' && definition?.$type === 'bpmn:ErrorEventDefinition')
    return { ...onlyOn, end: '[error] end events' };
  if (element.$type !== 'bpmn:BoundaryEvent') return onlyOn;
  const compensation = '[compensation] boundary events';
  return definition?.$type === 'bpmn:CompensateEventDefinition'
    ? { ...onlyOn, start: compensation, end: compensation }
    : { ...onlyOn, start: 'boundary events' };
}

/** The execution listeners of an element; undefined when it has none. */
export function readExecutionListeners(
  element: ModdleElement,
  problems: Problem[],
): ExecutionListeners | undefined {
  if (readExtensions(element, 'zeebe:ExecutionListeners').length === 0) return undefined;
  const kind = {
    type: 'zeebe:ExecutionListeners',
    events: EVENTS,
    allowsDuplicates: false,
  };
  const forbidden = findForbidden(element);
  const listeners: Partial<Record<ExecutionEvent, JobDefinition[]>> = {};
  for (const { event, ...listener } of readListenerList(element, kind, problems)) {
    const where = forbidden[event];
    if (where !== undefined)
      problems.push({
        path: readId(element),
        message: `Execution listeners of type '${event}' are not supported by ${where}`,
      });
    (listeners[event] ??= []).push(listener);
  }
  return listeners;
}
