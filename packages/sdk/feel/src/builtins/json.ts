import { toPlainTemporal, toTemporalText } from '../values/format-temporal.ts';
import { isNumber, toNumberText } from '../values/numbers.ts';
import {
  DateTimeValue,
  DurationValue,
  isTemporal,
  MonthsValue,
  type TemporalValue,
  TimeValue,
} from '../values/temporal.ts';
import { readJson } from '../values/read-json.ts';
import { listEntries } from '../values/list-entries.ts';
import { toText } from '../values/to-text.ts';
import { Failure, FunctionValue, isContext, isList } from '../values/values.ts';
import { define, type Functions } from './define-function.ts';

export const jsonFunctions: Functions = {
  'from json': [
    define(['json'], (run, text) => {
      if (text === null || text === undefined) return null;
      if (typeof text !== 'string') return undefined;
      run.spend(text.length / parsedCharactersPerStep);
      return parseJson(text);
    }),
  ],
  'to json': [
    define(['value'], (run, value) => {
      run.spendOnValue(value);
      return run.text(toJson(value));
    }),
  ],
};

const parsedCharactersPerStep = 4;

function parseJson(text: string): unknown {
  try {
    return readJson(text);
  } catch {
    return new Failure(() => `Failed to parse JSON from '${text}'`);
  }
}

function toJson(value: unknown): string {
  if (isNumber(value)) return toNumberText(value);
  if (isTemporal(value)) return JSON.stringify(toIsoText(value));
  if (isList(value)) return `[${value.map(toJson).join(',')}]`;
  if (!isContext(value))
    return JSON.stringify(typeof value === 'object' && value !== null ? toText(value) : (value ?? null));
  const entries = listEntries(value).filter(([, entry]) => !(entry instanceof FunctionValue));
  return `{${entries.map(([key, entry]) => `${JSON.stringify(key)}:${toJson(entry)}`).join(',')}}`;
}

function toIsoText(value: TemporalValue): string {
  if (value instanceof TimeValue) {
    const { time, offsetSeconds } = value;
    return toTemporalText(new TimeValue({ time, offsetSeconds, zone: null }));
  }
  if (value instanceof DateTimeValue) {
    const { local, offsetSeconds, zone } = value;
    const text = toTemporalText(new DateTimeValue({ local, offsetSeconds, zone: null }));
    return zone === null ? text : `${text}[${zone}]`;
  }
  return value instanceof MonthsValue || value instanceof DurationValue
    ? toPlainTemporal(value)
    : toTemporalText(value);
}
