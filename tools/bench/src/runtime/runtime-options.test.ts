import { describe, expect, it } from 'vitest';
import { UsageError } from '../benchmark.ts';
import { parseRuntimeOptions } from './runtime-options.ts';

describe('parseRuntimeOptions', () => {
  it('has a full run by default', () => {
    expect(parseRuntimeOptions([])).toEqual({
      cases: ['drain', 'live', 'startup'],
      contestants: ['jobwright', 'jobwright-rest', 'sdk-worker', 'bare', 'java'],
      rounds: 3,
      jobs: 4000,
      warmJobs: 4000,
      delayMs: 200,
      latencies: 200,
      profileDirectory: undefined,
    });
  });

  it('has a short run without java, in which every option still counts', () => {
    expect(parseRuntimeOptions(['--short'])).toMatchObject({
      cases: ['drain'],
      contestants: ['jobwright', 'jobwright-rest', 'sdk-worker', 'bare'],
      rounds: 1,
      jobs: 300,
      warmJobs: 300,
    });
    expect(parseRuntimeOptions(['--short', '--rounds', '2', '--case', 'slow,drain'])).toMatchObject({
      cases: ['slow', 'drain'],
      rounds: 2,
      jobs: 300,
    });
  });

  it('chooses contestants and leaves some out', () => {
    expect(parseRuntimeOptions(['--without', 'java,sdk-worker']).contestants).toEqual([
      'jobwright',
      'jobwright-rest',
      'bare',
    ]);
    expect(parseRuntimeOptions(['--only', 'bare, java-image']).contestants).toEqual(['bare', 'java-image']);
  });

  it('takes 0 for no warm part', () => {
    expect(parseRuntimeOptions(['--warm', '0']).warmJobs).toBe(0);
    expect(parseRuntimeOptions(['--warm', '12000']).warmJobs).toBe(12_000);
  });

  it.each([
    [['--case', 'drian'], '--case knows no drian; there are: drain, slow, live, startup.'],
    [['--only', 'go'], '--only knows no go; there are: jobwright'],
    [['--without', 'go'], '--without knows no go'],
    [['--only', 'bare', '--without', 'bare'], 'No contestant is left'],
    [['--case', ''], '--case takes one or more of: drain, slow, live, startup.'],
    [['--rounds', '0'], '--rounds takes a whole number from 1 on, not 0.'],
    [['--jobs', 'many'], '--jobs takes a whole number from 10 on, not many.'],
    [['--fast'], "Unknown option '--fast'"],
  ])('refuses %j', (args, message) => {
    expect(() => parseRuntimeOptions(args)).toThrow(UsageError);
    expect(() => parseRuntimeOptions(args)).toThrow(message);
  });
});
