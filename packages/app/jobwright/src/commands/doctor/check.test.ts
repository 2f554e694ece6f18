import { expect, test } from 'vitest';
import { type Check, fail, ok, runChecks, warn } from './check.ts';

const options = { timeoutMs: 20_000, signal: new AbortController().signal, onDone: () => undefined };
const checkOf = (name: string, run: Check['run']): Check => ({ name, run });
const never = () => new Promise<never>(() => undefined);

test('one that throws and one with several findings stop no other; results keep the order', async () => {
  const told: number[] = [];
  const checks = [
    checkOf('a', () => Promise.resolve([ok('well'), warn('odd', 'look')])),
    checkOf('b', () => {
      throw new Error('broken\n  here');
    }),
    checkOf('c', () => Promise.resolve(fail('wrong', 'mend it'))),
  ];
  expect(await runChecks(checks, { ...options, onDone: (done) => told.push(done) })).toEqual([
    { check: 'a', status: 'ok', message: 'well' },
    { check: 'a', status: 'warning', message: 'odd', advice: 'look' },
    { check: 'b', status: 'failed', message: 'broken here', advice: undefined },
    { check: 'c', status: 'failed', message: 'wrong', advice: 'mend it' },
  ]);
  expect(told).toEqual([1, 2, 3]);
});

test('fails and aborts a check that exceeds its time', async () => {
  let wasTold = false;
  const hanging = checkOf('hanging', (signal) => {
    signal.addEventListener('abort', () => (wasTold = true));
    return never();
  });
  const results = await runChecks([hanging, checkOf('quick', () => Promise.resolve(ok('well')))], {
    ...options,
    timeoutMs: 20,
  });
  expect(results).toMatchObject([
    { check: 'hanging', status: 'failed', message: 'no result after 0.02 s' },
    { check: 'quick', status: 'ok' },
  ]);
  expect(wasTold).toBe(true);
});

test('all end when the command is stopped', async () => {
  const stop = new AbortController();
  const running = runChecks([checkOf('hanging', never)], { ...options, signal: stop.signal });
  stop.abort(new Error('SIGINT'));
  await expect(running).rejects.toThrow('SIGINT');
});
