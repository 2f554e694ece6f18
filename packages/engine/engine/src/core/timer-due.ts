import type { TimerTrigger } from '../model/graph.ts';
import { addDuration, parseCycle, parseDateTime, parseDuration } from '../model/iso-time.ts';
import { nextCronTime, parseCron } from '../model/cron.ts';
import type { Engine } from './engine.ts';
import { evaluateText, type Evaluation, fail, type VariableScope } from './evaluate.ts';

export interface TimerDue {
  readonly at: number;
  /** How often it fires, the first time included; -1 without end. */
  readonly remaining: number;
}

function computeDue(timerType: TimerTrigger['timerType'], text: string, now: number): TimerDue | undefined {
  switch (timerType) {
    case 'duration': {
      const duration = parseDuration(text);
      return duration && dueWithinCalendar(Math.max(now, addDuration(now, duration)), 1);
    }
    case 'date': {
      const at = parseDateTime(text);
      return at === undefined ? undefined : dueWithinCalendar(Math.max(now, at), 1);
    }
    case 'cycle': {
      const cron = parseCron(text);
      const nextTime = cron && nextCronTime(cron, now);
      if (cron) return nextTime === undefined ? undefined : dueWithinCalendar(nextTime, -1);
      const cycle = parseCycle(text);
      if (!cycle) return undefined;
      // A start that has passed counts no more: the interval begins now.
      const startsAt = cycle.startsAt !== undefined && cycle.startsAt >= now ? cycle.startsAt : undefined;
      const first = startsAt ?? addDuration(now, cycle.interval);
      // A cycle without end and without an interval would never let time go on.
      if (cycle.repetitions === -1 && addDuration(now, cycle.interval) <= now) return undefined;
      return dueWithinCalendar(Math.max(now, first), cycle.repetitions);
    }
  }
}

/** What lies beyond the calendar never falls due. */
const dueWithinCalendar = (at: number, remaining: number): TimerDue | undefined =>
  Number.isSafeInteger(at) ? { at, remaining } : undefined;

const SHAPES = { duration: 'duration', date: 'date-time', cycle: 'cycle' } as const;

/** When a timer fires first, counted from now; past dates and negative durations are due at once. */
export function evaluateTimer(
  engine: Engine,
  instance: VariableScope,
  { expression, timerType }: TimerTrigger,
): Evaluation<TimerDue> {
  const text = evaluateText(engine, instance, expression);
  if (!text.ok) return text;
  const due = computeDue(timerType, text.value, engine.clock.now());
  if (due) return { ok: true, value: due };
  const source = expression.replace(/^=/, '');
  return fail(
    'EXTRACT_VALUE_ERROR',
    `Invalid ${SHAPES[timerType]} format '${text.value}' for expression '${source}'.`,
  );
}

/** The same timer's next time, `undefined` when it has fired often enough. */
export function nextTimerDue(
  engine: Engine,
  instance: VariableScope,
  last: { readonly trigger: TimerTrigger; readonly at: number; readonly remaining: number },
): TimerDue | undefined {
  if (last.trigger.timerType !== 'cycle' || last.remaining === 1 || last.remaining === 0) return undefined;
  const text = evaluateText(engine, instance, last.trigger.expression);
  if (!text.ok) return undefined;
  const cron = parseCron(text.value);
  const nextTime = cron && nextCronTime(cron, Math.max(engine.clock.now(), last.at));
  if (cron) return nextTime === undefined ? undefined : dueWithinCalendar(nextTime, -1);
  const cycle = parseCycle(text.value);
  if (!cycle) return undefined;
  const remaining = last.remaining === -1 ? -1 : last.remaining - 1;
  const at = addDuration(last.at, cycle.interval);
  // The expression may give something else by now: an endless cycle has to let time go on.
  if (remaining === -1 && at <= last.at) return undefined;
  return dueWithinCalendar(Math.max(engine.clock.now(), at), remaining);
}
