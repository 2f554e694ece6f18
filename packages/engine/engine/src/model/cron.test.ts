import { describe, expect, it } from 'vitest';

import { nextCronTime, parseCron } from './cron.ts';

/** The next times after noon on Thursday, 1 January 2026, in local time. */
function nextTimes(expression: string, count = 3): string[] {
  const cron = parseCron(expression);
  if (!cron) throw new Error(`Not a cron expression: ${expression}`);
  const times: string[] = [];
  let at = new Date(2026, 0, 1, 12).getTime();
  for (let index = 0; index < count; index += 1) {
    const next = nextCronTime(cron, at);
    if (next === undefined) break;
    const time = new Date(next);
    const two = (value: number): string => String(value).padStart(2, '0');
    times.push(
      `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())} ${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}`,
    );
    at = next;
  }
  return times;
}

describe('cron expressions', () => {
  it.each([
    ['0 0 9-17 * * MON-FRI', ['2026-01-01 13:00:00', '2026-01-01 14:00:00', '2026-01-01 15:00:00']],
    ['*/20 * * * * *', ['2026-01-01 12:00:20', '2026-01-01 12:00:40', '2026-01-01 12:01:00']],
    ['0 15,45 8 * * ?', ['2026-01-02 08:15:00', '2026-01-02 08:45:00', '2026-01-03 08:15:00']],
    ['0 0 0 L * *', ['2026-01-31 00:00:00', '2026-02-28 00:00:00', '2026-03-31 00:00:00']],
    ['0 0 0 LW * *', ['2026-01-30 00:00:00', '2026-02-27 00:00:00', '2026-03-31 00:00:00']],
    ['0 0 0 1W * *', ['2026-02-02 00:00:00', '2026-03-02 00:00:00', '2026-04-01 00:00:00']],
    ['0 0 0 ? * 5L', ['2026-01-30 00:00:00', '2026-02-27 00:00:00', '2026-03-27 00:00:00']],
    ['0 0 0 ? * MON#2', ['2026-01-12 00:00:00', '2026-02-09 00:00:00', '2026-03-09 00:00:00']],
    ['0 0 0 29 FEB ?', ['2028-02-29 00:00:00', '2032-02-29 00:00:00', '2036-02-29 00:00:00']],
    ['0 0 0 31 2 ?', []],
    ['@daily', ['2026-01-02 00:00:00', '2026-01-03 00:00:00', '2026-01-04 00:00:00']],
    ['@weekly', ['2026-01-04 00:00:00', '2026-01-11 00:00:00', '2026-01-18 00:00:00']],
    ['@yearly', ['2027-01-01 00:00:00', '2028-01-01 00:00:00', '2029-01-01 00:00:00']],
  ])('%s', (expression, times) => {
    expect(nextTimes(expression)).toEqual(times);
  });

  it.each([
    '',
    '* * * * *',
    '60 * * * * *',
    '* * * 0 * *',
    '0 0 0 * * 8',
    '@never',
    'constructor',
    '__proto__',
    '5-1 * * * * *',
    '*/0 * * * * *',
  ])('refuses %s', (expression) => {
    expect(parseCron(expression)).toBeUndefined();
  });
});
