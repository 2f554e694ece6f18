import {
  type ModdleElement,
  type Problem,
  readElement,
  readExtensions,
  readId,
  readText,
} from '@jobwright/bpmn-model';
import { parseCron } from './cron.ts';
import type { MessageTrigger, SignalTrigger, TimerTrigger } from './graph.ts';
import { isFeel } from './expression.ts';
import { parseCycle, parseDateTime, parseDuration } from './iso-time.ts';
import { readExpression, readFeel } from './read-expression.ts';

const parseAnyCycle = (text: string) => parseCycle(text) ?? parseCron(text);

const TIMER_TYPES = [
  { property: 'timeDuration', timerType: 'duration', shape: 'duration', parse: parseDuration },
  { property: 'timeDate', timerType: 'date', shape: 'date-time', parse: parseDateTime },
  { property: 'timeCycle', timerType: 'cycle', shape: 'cycle', parse: parseAnyCycle },
] as const;

/** The timer of an event definition; undefined after a problem. */
export function readTimer(
  event: ModdleElement,
  definition: ModdleElement,
  problems: Problem[],
): TimerTrigger | undefined {
  const path = `${readId(event)} > timerEventDefinition`;
  const given = TIMER_TYPES.filter(({ property }) => readElement(definition, property));
  const [type] = given;
  if (!type || given.length > 1) {
    problems.push({
      path,
      message: 'Must be exactly one type of timer: timeDuration, timeDate or timeCycle',
    });
    return undefined;
  }
  const text = (readText(readElement(definition, type.property) ?? definition, 'body') ?? '').trim();
  const expression = readExpression({ problems, path }, text);
  if (expression !== '' && !isFeel(expression) && type.parse(expression) === undefined) {
    const reason = `Invalid ${type.shape} format '${text}' for expression '${text}'.`;
    problems.push({
      path: readId(event),
      message: `Invalid timer ${type.timerType} expression (${reason})`,
    });
  }
  return { kind: 'timer', timerType: type.timerType, expression };
}

/**
 * The message that an event or a receive task waits for; undefined after a problem. Process start events need
 * no correlation key.
 */
export function readMessage(
  holder: ModdleElement,
  path: string,
  { problems, isProcessStart = false }: { readonly problems: Problem[]; readonly isProcessStart?: boolean },
): MessageTrigger | undefined {
  const message = readElement(holder, 'messageRef');
  if (!message) {
    problems.push({ path, message: 'Must reference a message' });
    return undefined;
  }
  const messageId = readId(message);
  const name = readText(message, 'name');
  if (!name) problems.push({ path: messageId, message: 'Name must be present and not empty' });
  const messageName = name ? readExpression({ problems, path: messageId }, name) : '';
  if (isProcessStart) return { kind: 'message', messageName };
  const [subscription, second] = readExtensions(message, 'zeebe:Subscription');
  if (!subscription || second) {
    problems.push({
      path: messageId,
      message: 'Must have exactly one zeebe:subscription extension element',
    });
    return undefined;
  }
  const keyPath = `${messageId} > extensionElements > subscription`;
  const correlationKey = readFeel({ problems, path: keyPath }, readText(subscription, 'correlationKey'));
  return { kind: 'message', messageName, correlationKey };
}

/** The signal that an event waits for or throws; undefined after a problem. */
export function readSignal(
  event: ModdleElement,
  definition: ModdleElement,
  problems: Problem[],
): SignalTrigger | undefined {
  const signal = readElement(definition, 'signalRef');
  if (!signal) {
    problems.push({ path: `${readId(event)} > signalEventDefinition`, message: 'Must reference a signal' });
    return undefined;
  }
  const path = readId(signal);
  const name = readText(signal, 'name');
  if (!name) problems.push({ path, message: 'Name must be present and not empty' });
  return { kind: 'signal', signalName: name ? readExpression({ problems, path }, name) : '' };
}
