import { expect, onTestFinished, test } from 'vitest';
import { BodyQueue } from './body-queue.ts';
import { ResponseBody } from './response-body.ts';

test('a body that is refused while it is still arriving leaves no unhandled rejection', async () => {
  const unheard: unknown[] = [];
  const keep = (reason: unknown): void => void unheard.push(reason);
  process.on('unhandledRejection', keep);
  onTestFinished(() => void process.off('unhandledRejection', keep));
  const queue = new BodyQueue({ pause: () => undefined, resume: () => undefined, close: () => undefined });
  const body = new ResponseBody(
    queue,
    { encodings: 'gzip, gzip, gzip, gzip, gzip', maxBytes: 100 },
    { tooLargeError: () => new Error('too large'), toFailure: (error) => error },
  );
  await expect(body.readUpTo(100)).rejects.toThrow('encoded more than');
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect(unheard).toEqual([]);
});
