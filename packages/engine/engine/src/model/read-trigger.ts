import {
  type ModdleElement,
  type Problem,
  readElement,
  readExtensions,
  readId,
  readText,
} from '@jobwright/bpmn-model';
import { type ErrorTrigger, isFeel, type MessageTrigger, type TimerTrigger } from './graph.ts';
import { parseCron } from './cron.ts';
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

/** The message that an event or a receive task waits for; undefined after a problem. */
export function readMessage(
  holder: ModdleElement,
  path: string,
  problems: Problem[],
): MessageTrigger | undefined {
  const message = readElement(holder, 'messageRef');
  if (!message) {
    problems.push({ path, message: 'Must reference a message' });
    return undefined;
  }
  const messageId = readId(message);
  const name = readText(message, 'name');
  if (!name) problems.push({ path: messageId, message: 'Name must be present and not empty' });
  const [subscription, second] = readExtensions(message, 'zeebe:Subscription');
  if (!subscription || second) {
    problems.push({
      path: messageId,
      message: 'Must have exactly one zeebe:subscription extension element',
    });
    return undefined;
  }
  const keyPath = `${messageId} > extensionElements > subscription`;
  return {
    kind: 'message',
    messageName: name ? readExpression({ problems, path: messageId }, name) : '',
    correlationKey: readFeel({ problems, path: keyPath }, readText(subscription, 'correlationKey')),
  };
}

/** What an error boundary event catches. */
export function readCaughtError(
  event: ModdleElement,
  definition: ModdleElement,
  problems: Problem[],
): ErrorTrigger {
  const error = readElement(definition, 'errorRef');
  const errorCode = error && readText(error, 'errorCode');
  if (errorCode !== undefined && isFeel(errorCode)) {
    const message = 'The errorCode of the error catch event is not allowed to be an expression';
    problems.push({ path: `${readId(event)} > errorEventDefinition`, message });
  }
  // An empty code catches every error.
  return errorCode ? { kind: 'error', errorCode } : { kind: 'error' };
}

/** The code an error end event throws. */
export function readThrownError(
  event: ModdleElement,
  definition: ModdleElement,
  problems: Problem[],
): string {
  const path = `${readId(event)} > errorEventDefinition`;
  const error = readElement(definition, 'errorRef');
  if (!error) {
    problems.push({ path, message: 'Must reference an error' });
    return '';
  }
  const errorCode = readText(error, 'errorCode');
  if (!errorCode) problems.push({ path, message: 'ErrorCode must be present and not empty' });
  return errorCode ? readExpression({ problems, path }, errorCode) : '';
}
