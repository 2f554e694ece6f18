import { type ModdleElement, type Problem, readId } from '@jobwright/bpmn-model';
import { type ElementIndex, isEventSubProcess } from './element-index.ts';
import { readDefinition } from './read-base.ts';

const EVENT_SUB_PROCESS_TRIGGERS = new Set([
  'bpmn:TimerEventDefinition',
  'bpmn:MessageEventDefinition',
  'bpmn:ErrorEventDefinition',
  'bpmn:SignalEventDefinition',
  'bpmn:EscalationEventDefinition',
  'bpmn:ConditionalEventDefinition',
]);
const PROCESS_TRIGGERS = new Set([
  'bpmn:TimerEventDefinition',
  'bpmn:MessageEventDefinition',
  'bpmn:SignalEventDefinition',
  'bpmn:ConditionalEventDefinition',
]);

function checkProcess(starts: readonly ModdleElement[]): string | undefined {
  if (starts.length === 0) return 'Must have at least one start event';
  const plain = starts.filter((start) => !readDefinition(start));
  if (plain.length > 1) return 'Multiple none start events are not allowed';
  const isAllowed = (start: ModdleElement): boolean =>
    PROCESS_TRIGGERS.has(readDefinition(start)?.$type ?? 'bpmn:TimerEventDefinition');
  return starts.every(isAllowed)
    ? undefined
    : 'Start events of a process must be one of: none, message, timer, signal, conditional';
}

function checkEventSubProcess(starts: readonly ModdleElement[]): string | undefined {
  const [start, second] = starts;
  if (!start || second) return 'Must have exactly one start event';
  return EVENT_SUB_PROCESS_TRIGGERS.has(readDefinition(start)?.$type ?? '')
    ? undefined
    : 'Start events in event subprocesses must be one of: message, timer, error, signal, escalation, conditional';
}

function checkSubProcess(starts: readonly ModdleElement[]): string | undefined {
  const [start, second] = starts;
  if (!start || second) return 'Must have exactly one start event';
  return readDefinition(start) ? 'Start events in subprocesses must be of type none' : undefined;
}

/** How many start events of which kind a process or sub-process may have. */
export function checkStarts(holder: ModdleElement, index: ElementIndex): readonly Problem[] {
  const path = readId(holder);
  const starts = index.startEvents(path);
  const check =
    holder.$type === 'bpmn:Process'
      ? checkProcess
      : isEventSubProcess(holder)
        ? checkEventSubProcess
        : checkSubProcess;
  const message = check(starts);
  return message === undefined ? [] : [{ path, message }];
}
