import { expect, test } from 'vitest';
import { chooseTimeouts } from './timeouts.schema.ts';

test.each([
  [{}, 20_000, 20_000],
  [{ connectionTimeoutInSeconds: 5 }, 5_000, 5_000],
  [{ readTimeoutInSeconds: 5 }, 20_000, 5_000],
  [{ connectionTimeoutInSeconds: 1.5, readTimeoutInSeconds: 0 }, 1_500, 0],
])('%j', (inputs, connectTimeoutMs, readTimeoutMs) => {
  expect(chooseTimeouts(inputs)).toEqual({ connectTimeoutMs, readTimeoutMs });
});
