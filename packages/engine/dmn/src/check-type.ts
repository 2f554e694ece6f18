import { type FeelType, feelTypeOf } from '@jobwright/feel';
import { DecisionFailure } from './decision-failure.ts';

/** Other types are not checked, as in Camunda's engine. */
const TYPES: ReadonlyMap<string, readonly FeelType[]> = new Map([
  ['string', ['string']],
  ['number', ['number']],
  ['boolean', ['boolean']],
  ['time', ['time', 'local time']],
  ['date', ['date']],
  ['dateTime', ['date time', 'local date time']],
  ['dayTimeDuration', ['days and time']],
  ['yearMonthDuration', ['years and months']],
]);

/** Null is of every type. @throws DecisionFailure */
export function checkType(value: unknown, type: string | undefined, what: string): void {
  if (type === undefined || value === null || value === undefined) return;
  const name = type.replaceAll('feel:', '');
  const actual = feelTypeOf(value);
  const expected = TYPES.get(name);
  if (expected && !expected.includes(actual))
    throw new DecisionFailure(`expected '${name}' but found '${actual}' as ${what}`);
}
