import type { JsonObject } from '@jobwright/json';
import { expect, test } from 'vitest';
import { replaceSecrets } from './replace-secrets.ts';
import { fieldsOfInputs } from './secret-fields.ts';

/** What becomes of variables, `A` being `[A]`, and in which of them a placeholder stayed. */
async function replace(
  mappings: readonly (readonly [target: string, source: string])[],
  variables: JsonObject,
) {
  const left: string[] = [];
  const asked: string[] = [];
  const replaced = await replaceSecrets(variables, {
    fields: async () => fieldsOfInputs(mappings.map(([target, source]) => ({ source, target }))),
    lookup: async (name) => {
      asked.push(name);
      return `[${name}]`;
    },
    onLeft: (names) => void left.push(...names),
  });
  return { replaced, left, asked };
}

test.each([
  ['a text', '{{secrets.A}}'],
  ['a text around it', 'Bearer {{ secrets.A }}, {{secrets.B}}'],
  ['the whole text', 'secrets.A'],
  ['a FEEL text', '="Bearer {{secrets.A}}"'],
  ['a FEEL context', '={"X-Api-Key": "{{secrets.A}}", other: n}'],
  ['a FEEL text that is the name', '="secrets.A"'],
  ['a FEEL text among others', '=if test then "{{secrets.A}}" else n'],
  ['JSON in a FEEL text', '="{\\"key\\": \\"{{secrets.A}}\\"}"'],
  ['a FEEL text behind a comment', '=/* " */ n + "{{secrets.A}}"'],
  ['several lines', '="first\n{{secrets.A}}\nlast"'],
])('a name counts that stands literally in %s', async (_, source) => {
  const { replaced } = await replace([['x', source]], { x: 'a {{secrets.A}}' });
  expect(replaced).toEqual({ x: 'a [A]' });
});

test.each([
  ['another name', '{{secrets.B}}'],
  ['no name', '=customer.comment'],
  ['the value of a variable', '=secrets.A'],
  ['parts that are put together', '="{{secrets." + n + "}}"'],
  ['the same without blanks', '="{{secrets."+n+"}}"'],
  ['two halves', '="{{secrets.A" + "}}"'],
  ['prose', 'We keep secrets.A safe'],
  ['a comment', '=n // "{{secrets.A}}"'],
  ['another comment', '=/* {{secrets.A}} */ n'],
  ['a name in backticks', '=`{{secrets.A}}`'],
  ['escapes that become it', '="\\u007b{secrets.A}}"'],
])('data is data where the model has %s', async (_, source) => {
  const variables = { x: ['a {{secrets.A}}', 'secrets.A'] };
  const { replaced, left, asked } = await replace([['x', source]], variables);
  expect(replaced).toEqual(variables);
  expect(left).toEqual(['x']);
  expect(asked).toEqual([]);
});

test('a name counts in its field, and in no other', async () => {
  const text = '{{secrets.A}} secrets';
  const mappings = [
    ['authentication.token', '{{secrets.A}}'],
    ['body', '=comment'],
  ] as const;
  const variables = {
    authentication: { token: text, username: text, 'token.x': text },
    body: text,
    token: text,
    'authentication.token': text,
    unmapped: { deep: [text] },
  };
  expect(await replace(mappings, variables)).toEqual({
    replaced: { ...variables, authentication: { ...variables.authentication, token: '[A] secrets' } },
    left: ['authentication', 'body', 'token', 'authentication.token', 'unmapped'],
    asked: ['A'],
  });
});

test('a mapping covers what lies below its target; several onto one target or below it count together', async () => {
  const all = '{{secrets.A}}{{secrets.B}}{{secrets.C}}{{secrets.D}}';
  const mappings = [
    ['a', '="{{secrets.A}}"'],
    ['a', '{{secrets.B}}'],
    ['a.b', '{{secrets.C}}'],
    ['a.b.c', '{{secrets.D}}'],
  ] as const;
  const { replaced } = await replace(mappings, {
    a: { x: [{ y: all }], b: { x: all, c: { z: all } } },
  });
  expect(replaced).toEqual({
    a: {
      x: [{ y: '[A][B]{{secrets.C}}{{secrets.D}}' }],
      b: { x: '[A][B][C]{{secrets.D}}', c: { z: '[A][B][C][D]' } },
    },
  });
});

test('many names in a field, asked for at many paths, take a moment', { timeout: 10_000 }, async () => {
  const names = Array.from({ length: 20_000 }, (_, index) => `{{secrets.N${index}}}`).join('');
  const mappings = [
    ['a', names],
    ['a.b', '{{secrets.A}}'],
    ['a.b.c', '{{secrets.B}}'],
  ] as const;
  const list = Array.from({ length: 5_000 }, () => ({ b: { c: '{{secrets.B}}' } }));
  const { replaced } = await replace(mappings, { a: list });
  expect(replaced.a).toEqual(list.map(() => ({ b: { c: '[B]' } })));
});

test('within a field it counts in what data adds, too', async () => {
  const mappings = [['x', '="Bearer {{secrets.A}} " + comment']] as const;
  const { replaced } = await replace(mappings, { x: 'Bearer {{secrets.A}} Hi {{secrets.A}}{{secrets.B}}' });
  expect(replaced).toEqual({ x: 'Bearer [A] Hi [A]{{secrets.B}}' });
});

test('what a secret holds is not looked at again, and names of objects change nothing', async () => {
  const variables = JSON.parse(
    '{"x":{"__proto__":"{{secrets.A}}","constructor":"{{secrets.A}}"}}',
  ) as JsonObject;
  const { replaced } = await replace(
    [
      ['x.constructor', '{{secrets.A}}'],
      ['__proto__.y', '{{secrets.A}}'],
    ],
    variables,
  );
  expect(JSON.stringify(replaced)).toBe('{"x":{"__proto__":"{{secrets.A}}","constructor":"[A]"}}');
});

test('without a placeholder nobody is asked for a model', async () => {
  const variables = { x: 'We keep secrets.A safe', y: ['{{secret.A}}', 1, null] };
  const replaced = await replaceSecrets(variables, {
    fields: () => Promise.reject(new Error('asked')),
    lookup: () => Promise.reject(new Error('asked')),
  });
  expect(replaced).toBe(variables);
});
