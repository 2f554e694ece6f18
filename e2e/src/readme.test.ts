import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Connector } from '@jobwright/connector-sdk';
import { runConnector } from '@jobwright/connector-testing';
import { afterEach, expect, test, vi } from 'vitest';

const folder = new URL('../test-results/readme/', import.meta.url);

afterEach(async () => {
  vi.unstubAllGlobals();
  await rm(folder, { recursive: true, force: true });
});

test('the connector in the README works as it stands, in about twenty lines', async () => {
  const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8');
  const source = /```ts\n(import .*?)```/s.exec(readme)![1]!;
  expect(source.trim().split('\n').length).toBeLessThanOrEqual(22);
  await mkdir(folder, { recursive: true });
  const file = fileURLToPath(new URL('exchange-rate.ts', folder));
  await writeFile(file, source);
  const { exchangeRate } = (await import(/* @vite-ignore */ file)) as { exchangeRate: Connector };

  const calls: string[] = [];
  vi.stubGlobal('fetch', async (url: string) => {
    calls.push(url);
    return url.endsWith('/XXX') ? new Response('', { status: 404 }) : Response.json(1.07);
  });
  const good = await runConnector(exchangeRate, { from: 'EUR', to: 'USD' });
  expect(good.outcome).toEqual({ kind: 'complete', variables: { result: { rate: 1.07 } } });
  expect(calls).toEqual(['https://rates.acme.example/EUR/USD']);
  const missing = await runConnector(exchangeRate, { from: 'EUR', to: 'XXX' });
  expect(missing.outcome).toMatchObject({
    kind: 'fail',
    retries: 0,
    errorMessage: 'NO_RATE: There is no rate from EUR to XXX',
  });
  const wrong = await runConnector(exchangeRate, { from: 'EURO' });
  expect(wrong.outcome).toMatchObject({
    kind: 'fail',
    retries: 0,
    errorMessage: expect.stringMatching(/from: .*; to: is missing/),
  });
  expect(calls).toHaveLength(2);
});
