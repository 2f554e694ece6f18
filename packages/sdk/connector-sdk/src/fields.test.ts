import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { documentInput } from './documents.ts';
import { listFields } from './fields.ts';

const text = (title: string) => z.string().meta({ title });

describe('listFields', () => {
  it('lays nested objects, unions and wrappers flat', () => {
    const schema = z.object({
      url: text('URL'),
      retries: z.coerce.number().default(3).meta({ title: 'Retries', description: 'How often' }),
      auth: z
        .discriminatedUnion('type', [
          z.object({ type: z.literal('none') }),
          z.object({ type: z.literal('bearer'), token: text('Token') }),
        ])
        .optional(),
      file: documentInput.meta({ title: 'File' }),
    });
    expect(listFields(schema).map(({ path, label, required }) => [path, label, required])).toEqual([
      ['url', 'URL', true],
      ['retries', 'Retries', false],
      ['auth.type', undefined, true],
      ['auth.type', undefined, true],
      ['auth.token', 'Token', true],
      ['file', 'File', true],
    ]);
  });

  it('says under which conditions a field counts, and which field chooses', () => {
    const schema = z.object({
      mode: z.enum(['plain', 'rich']).meta({ title: 'Mode' }),
      note: z
        .string()
        .optional()
        .meta({ title: 'Note', showWhen: { mode: ['rich'] } }),
      auth: z.discriminatedUnion('type', [
        z.object({ type: z.literal(['key', 'token']), value: text('Value') }),
        z.object({
          type: z.literal('user'),
          how: z.discriminatedUnion('kind', [
            z.object({ kind: z.literal('a'), a: text('A') }),
            z.object({ kind: z.literal('b') }),
          ]),
        }),
      ]),
    });
    const conditions = listFields(schema).map(({ path, chooses, conditions }) => [path, chooses, conditions]);
    expect(conditions).toEqual([
      ['mode', false, []],
      ['note', false, [{ path: 'mode', values: ['rich'] }]],
      ['auth.type', true, []],
      ['auth.value', false, [{ path: 'auth.type', values: ['key', 'token'] }]],
      ['auth.type', true, []],
      ['auth.how.kind', true, [{ path: 'auth.type', values: ['user'] }]],
      [
        'auth.how.a',
        false,
        [
          { path: 'auth.type', values: ['user'] },
          { path: 'auth.how.kind', values: ['a'] },
        ],
      ],
      ['auth.how.kind', true, [{ path: 'auth.type', values: ['user'] }]],
    ]);
  });

  it('hands the metadata of an object or union down to its fields, which may say otherwise', () => {
    const schema = z.object({
      server: z
        .object({ host: text('Host'), name: text('Name').meta({ title: 'Name', group: 'other' }) })
        .optional()
        .meta({ group: 'server', showWhen: { on: ['yes'] } }),
      later: z.object({ a: text('A') }).meta({ hidden: true }),
    });
    expect(listFields(schema)).toMatchObject([
      { path: 'server.host', metadata: { group: 'server' }, conditions: [{ path: 'on', values: ['yes'] }] },
      { path: 'server.name', metadata: { group: 'other' } },
      { path: 'later.a', metadata: { hidden: true } },
    ]);
  });

  it('finds defaults and what is required inside of preprocessing and transforms', () => {
    const blankToUndefined = (value: unknown) => (value === '' ? undefined : value);
    const schema = z.object({
      port: z.preprocess(blankToUndefined, z.int().default(587)).meta({ title: 'Port' }),
      list: z.preprocess((value) => value ?? [], z.array(z.string())).meta({ title: 'List' }),
      words: z
        .string()
        .transform((value) => value.split(' '))
        .meta({ title: 'Words' }),
      cut: z.preprocess((value) => (value as string).trim(), z.string()).meta({ title: 'Cut' }),
    });
    const found = listFields(schema).map(({ path, required, defaultValue }) => [
      path,
      required,
      defaultValue,
    ]);
    expect(found).toEqual([
      ['port', false, 587],
      ['list', false, undefined],
      ['words', true, undefined],
      ['cut', true, undefined],
    ]);
  });
});
