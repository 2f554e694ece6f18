import { describe, expect, test } from 'vitest';
import { compile } from '../feel.ts';

const evaluate = (expression: string, context = {}) =>
  compile(expression, { version: '8.8' }).explain(context);

describe('cycle makes the text of a timer', () => {
  test.each([
    ['=cycle(3, duration("PT1H"))', 'R3/PT1H'],
    ['=cycle(duration("P7D"))', 'R/P7D'],
    ['=cycle(null, duration("P1M"))', 'R/P1M'],
    ['=cycle(repetitions: 2, interval: duration("PT5M"))', 'R2/PT5M'],
  ])('%s is %s', (expression, expected) => {
    expect(evaluate(expression)).toEqual({ value: expected, warnings: [] });
  });

  test('what is no interval is null, with a warning that says what is expected', () => {
    const { value, warnings } = evaluate('=cycle(3, "PT1H")');
    expect(value).toBeNull();
    expect(warnings.map(({ message }) => message).join()).toContain(
      'cycle function expected a repetitions (number) and an interval (duration) parameter',
    );
  });
});

test('fromAi hands its value on, whatever else it is told', () => {
  const context = { toolCall: { city: 'Bonn' } };
  expect(evaluate('=fromAi(toolCall.city, "The city", "string")', context).value).toBe('Bonn');
  expect(evaluate('=fromAi(toolCall.street)', context).value).toBeNull();
});

test('fromAi is not there before 8.8', () => {
  expect(compile('=fromAi("x")', { version: '8.7' }).explain({}).value).toBeNull();
});
