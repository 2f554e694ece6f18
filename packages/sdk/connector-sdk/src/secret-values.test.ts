import { expect, test } from 'vitest';
import { z } from 'zod';
import { listSecretValues } from './secret-values.ts';

const secret = { secret: true } as const;
const authentication = z.discriminatedUnion('type', [
  z.object({ type: z.literal('basic'), username: z.string(), password: z.string().nullish().meta(secret) }),
  z.object({ type: z.literal('apiKey'), value: z.preprocess((value) => value, z.string().meta(secret)) }),
  z.object({ type: z.literal('other'), value: z.string() }),
]);
interface Tree {
  readonly children?: readonly Tree[] | undefined;
}
const tree: z.ZodType<Tree> = z.lazy(() =>
  z.object({ key: z.string().meta(secret), children: z.array(tree).optional() }),
);
const schema = z
  .object({
    authentication: authentication.optional(),
    tokens: z.record(z.string(), z.string()).meta(secret),
    accounts: z.array(z.object({ pin: z.number().meta(secret) })).default([]),
    headers: z.record(z.string(), z.unknown()).nullish().meta({ secret: 'named' }),
    url: z.string().meta({ secret: 'named' }),
    connection: z.string().meta(secret),
    tree,
    body: z.unknown(),
  })
  .transform((input) => input);

const list = (value: unknown) => listSecretValues(schema, value).map(({ path, text }) => `${path} ${text}`);

test.each<[string, object, string[]]>([
  [
    'of the option that is chosen',
    { authentication: { type: 'basic', username: 'me', password: 'x' } },
    ['authentication.password x'],
  ],
  ['of no option that is not', { authentication: { type: 'other', value: 'x' } }, []],
  ['of all, when none is', { authentication: { value: 'x' } }, ['authentication.value x']],
  ['behind code', { authentication: { type: 'apiKey', value: 'x' } }, ['authentication.value x']],
  ['of all that lies below', { tokens: { a: 'x', b: ['y'] } }, ['tokens.a x', 'tokens.b[0] y']],
  ['numbers', { accounts: [{ pin: 1 }, { pin: 2n }] }, ['accounts[0].pin 1', 'accounts[1].pin 2']],
  ['in a schema that holds itself', { tree: { children: [{ key: 'x' }] } }, ['tree.children[0].key x']],
  [
    'of entries with names of credentials',
    { headers: { Authorization: 'Bearer x', 'X-Api-Key': ['y'], 'X-Author': 'Ada', Accept: 'z', key: 'k' } },
    [
      'headers.Authorization Bearer x',
      'headers.Authorization x',
      'headers["X-Api-Key"][0] y',
      'headers.key k',
    ],
  ],
  ['of a URL', { url: 'https://me:p%40ss@host/?page=1&api_key=y' }, ['url p%40ss', 'url p@ss', 'url y']],
  [
    'of a URL that is one as a whole',
    { connection: 'postgres://me:x@host/db' },
    ['connection postgres://me:x@host/db', 'connection x', 'connection x'],
  ],
  ['of nothing else', { body: { password: 'x' }, url: 'no URL', headers: 'x' }, []],
  ['of what fits nowhere', { authentication: 'x', accounts: { pin: 1 }, tree: null, tokens: null }, []],
])('%s', (_case, value, expected) => {
  expect(list(value)).toEqual(expected);
});

test.each([undefined, null, 1, 'x', []])('of %j there are none', (value) => {
  expect(list(value)).toEqual([]);
});
