import { describe, expect, it } from 'vitest';
import { parseCamunda7Options } from './camunda7-options.ts';

describe('parseCamunda7Options', () => {
  it('takes all cases, contestants and numbers of nodes by default', () => {
    expect(parseCamunda7Options([])).toEqual({
      cases: ['drain', 'live', 'startup'],
      contestants: ['jobwright', 'adapter', 'bare', 'official-client'],
      nodes: [1, 2],
      rounds: 3,
      tasks: 2000,
      latencies: 100,
      profileDirectory: undefined,
    });
  });

  it('has a short form, which other options override', () => {
    expect(parseCamunda7Options(['--short', '--only', 'bare', '--tasks', '50'])).toMatchObject({
      cases: ['drain'],
      contestants: ['bare'],
      nodes: [1],
      rounds: 1,
      tasks: 50,
    });
  });

  it.each([
    [['--nodes', '3'], '--nodes knows no 3; there are: 1, 2.'],
    [['--only', 'java'], '--only knows no java'],
    [['--tasks', '1'], '--tasks takes a whole number from 10 on'],
    [['--fast'], "Unknown option '--fast'"],
  ])('says what is wrong with %j', (args, message) => {
    expect(() => parseCamunda7Options(args)).toThrow(message);
  });
});
