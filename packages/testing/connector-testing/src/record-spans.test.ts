import { ConnectorError, defineConnector, runInSpan } from '@jobwright/connector-sdk';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { recordSpans } from './record-spans.ts';
import { runConnector } from './run-connector.ts';

test('what a connector tells its trace is recorded, with its secrets hidden', async () => {
  const connector = defineConnector({
    type: 'acme:fetch:1',
    name: 'Fetch',
    input: z.object({ key: z.string().meta({ title: 'Key' }) }),
    output: z.null(),
    run: ({ key }, { trace }) =>
      runInSpan(trace, { name: 'fetch', attributes: { key } }, async (span) => {
        span.start('wait').end();
        span.start('forgotten');
        span.set({ rows: 3 });
        throw new ConnectorError({ code: 'NO_ROWS', message: `no rows for ${key}` });
      }),
  });
  const { observer, spans } = recordSpans();
  const key = '{{secrets.KEY}}';
  await runConnector(connector, { key }, { secrets: { KEY: 's3cret' }, observers: [observer] });
  expect(spans).toEqual([
    {
      name: 'fetch',
      attributes: { key: '***', rows: 3 },
      parent: undefined,
      state: 'failed',
      failureCode: 'NO_ROWS',
    },
    { name: 'wait', attributes: {}, parent: 'fetch', state: 'ended', failureCode: undefined },
    { name: 'forgotten', attributes: {}, parent: 'fetch', state: 'open', failureCode: undefined },
  ]);
});
