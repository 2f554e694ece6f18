import { expect, test } from 'vitest';
import { startJsonServer, startTokenServer } from './vitest.ts';

test('a JSON service answers as the test says, and keeps what it was asked since', async () => {
  const server = await startJsonServer();
  const send = (path: string, body: unknown) =>
    fetch(server.url + path, { method: 'PUT', body: JSON.stringify(body) });
  expect((await send('/before', 1)).status).toBe(500);
  server.answer(({ path, body }) => ({ status: 201, body: { path, body } }));
  expect(await (await send('/orders?x=1', { id: 7 })).json()).toEqual({
    path: '/orders?x=1',
    body: { id: 7 },
  });
  expect(server.seen).toMatchObject([{ method: 'PUT', path: '/orders?x=1', text: '{"id":7}' }]);
  server.answer(() => ({ text: '1234567890123456789' }));
  expect(await (await send('/', null)).text()).toBe('1234567890123456789');
});

test('a token endpoint gives one token after the other', async () => {
  const server = await startTokenServer();
  const ask = async () => (await fetch(server.url, { method: 'POST', body: 'scope=mail' })).json();
  expect([await ask(), await ask()]).toMatchObject([
    { access_token: 'token-1' },
    { access_token: 'token-2' },
  ]);
  expect(server.asked.map((asked) => asked.get('scope'))).toEqual(['mail', 'mail']);
});
