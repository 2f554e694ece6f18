import { toTemporalText } from '../values/format-temporal.ts';
import { toInt } from '../values/numbers.ts';
import { DurationValue, MonthsValue } from '../values/temporal.ts';
import { toText } from '../values/to-text.ts';
import { Failure, isNumber } from '../values/values.ts';
import { define, type Functions } from './define-function.ts';

/**
 * What the broker adds to its engine for timers: `R3/PT1H`. Its parameter `repetitions` is the interval where
 * it is alone.
 */
export const brokerFunctions: Functions = {
  cycle: [
    define(['repetitions', 'interval'], (_run, repetitions, interval) => {
      const times = isNumber(repetitions) ? String(toInt(repetitions)) : '';
      const isKnown = isNumber(repetitions) || repetitions === null || repetitions === undefined;
      if (isKnown && isInterval(interval)) return `R${times}/${toTemporalText(interval)}`;
      const given = toText([repetitions, interval]);
      return fail(`a repetitions (number) and an interval (duration) parameter, but found '${given}'`);
    }),
    define(['repetitions'], (_run, interval) => {
      if (isInterval(interval)) return `R/${toTemporalText(interval)}`;
      return fail(`an interval (duration) parameter, but found '${toText(interval)}'`);
    }),
  ],
};

function isInterval(value: unknown): value is MonthsValue | DurationValue {
  return value instanceof MonthsValue || value instanceof DurationValue;
}

function fail(expected: string): Failure {
  return new Failure(`cycle function expected ${expected}`);
}

const tagParameters = ['value', 'description', 'type', 'schema', 'options'];

/** `fromAi` returns its value: the other arguments describe it to the tools of an agent. */
export const laterBrokerFunctions: Functions = {
  fromAi: tagParameters.map((_, index) =>
    define(tagParameters.slice(0, index + 1), (_run, value) => value ?? null),
  ),
};
