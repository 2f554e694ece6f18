import { isJsonObject, parseJson, stringifyJson } from '@jobwright/connector-sdk';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openServiceWorld, type ServiceWorld } from './testing/service-world.ts';

let world: ServiceWorld;
beforeAll(async () => {
  world = await openServiceWorld((url) => ({ backend: 'rest', recordUrl: `${url}/customers/{key}` }));
});
afterAll(() => world.close());

const RECORD =
  '{"id":"7","amount":12345678901234.5678,"big":18446744073709551615,"long":9007199254740993,"price":1.50,"small":2.5,' +
  '"iban":"12345678901234567890","lines":[{"sum":0.12345678901234567890}]}';

const answerRecord = (): void =>
  world.server.answer(({ method }) =>
    method === 'GET' ? { text: RECORD, headers: { ETag: '"1"' } } : { status: 204 },
  );

it('a number of a service that no process holds is the text of its digits', async () => {
  answerRecord();
  expect((await world.run('get', { key: '7' }))['record']).toEqual({
    id: '7',
    amount: '12345678901234.5678',
    big: '18446744073709551615',
    long: 9007199254740993n,
    price: 1.5,
    small: 2.5,
    iban: '12345678901234567890',
    lines: [{ sum: '0.12345678901234567890' }],
  });
});

it('a service that holds the numbers already is sent nothing', async () => {
  answerRecord();
  const changes = parseJson(stringifyJson((await world.run('get', { key: '7' }))['record']));
  if (!isJsonObject(changes)) throw new Error('Expected a record');
  expect(await world.run('update', { key: '7', changes })).toMatchObject({ replayed: true });
  expect(world.server.seen.every(({ method }) => method === 'GET')).toBe(true);
});

it.each([
  [
    'mergePatch',
    '{"amount":12345678901234.5679,"iban":"12345678901234567891","lines":[{"sum":0.12345678901234567890},{"sum":1}]}',
  ],
  [
    'jsonPatch',
    '[{"op":"replace","path":"/amount","value":12345678901234.5679},{"op":"replace","path":"/iban","value":"12345678901234567891"},' +
      '{"op":"replace","path":"/lines","value":[{"sum":0.12345678901234567890},{"sum":1}]}]',
  ],
])('digits go where a number was as a number, by %s', async (patchFormat, body) => {
  answerRecord();
  const changes = {
    amount: '12345678901234.5679',
    iban: '12345678901234567891',
    lines: [{ sum: '0.12345678901234567890' }, { sum: 1 }],
  };
  expect(await world.run('update', { key: '7', changes, patchFormat })).toMatchObject({ replayed: false });
  expect(world.server.seen.find(({ method }) => method === 'PATCH')?.text).toBe(body);
});
