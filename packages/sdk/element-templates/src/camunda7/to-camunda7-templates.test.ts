import { defineConnector, defineOperation } from '@jobwright/connector-sdk';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { checkTemplateHistory } from '../check-template-history.ts';
import { validateTemplate } from '../validate-template.ts';
import type { Camunda7Template } from './camunda7-template.ts';
import { toCamunda7Templates } from './to-camunda7-templates.ts';

const output = z.unknown();
const run = () => Promise.resolve(null);
const template = { id: 'acme.things', version: 3 };
const text = (title: string) => z.string().meta({ title });

const toTemplates = (input: z.ZodType, facts: object = {}) =>
  toCamunda7Templates(
    defineConnector({
      type: 'acme:things:1',
      name: 'Things',
      template: { ...template, ...facts },
      input,
      output,
      run,
    }),
  );
const bindingOf = (templates: readonly Camunda7Template[], name: string) =>
  templates[0]?.properties.find(({ binding }) => binding.name === name);
const propertyOf = (input: z.ZodType, name = 'field') =>
  bindingOf(toTemplates(z.object({ field: input })), name);

describe('a template for Camunda 7', () => {
  it('makes an external task of a task, with the job type as topic', () => {
    const templates = toTemplates(z.object({ a: text('A') }), {
      description: 'All of it',
      keywords: ['thing'],
      documentationRef: 'https://acme.example/things',
      icon: '<svg xmlns="http://www.w3.org/2000/svg"/>',
      resultExpression: '={a: response.a}',
    });
    expect(templates.flatMap(validateTemplate)).toEqual([]);
    expect(templates).toMatchObject([
      {
        $schema: 'https://unpkg.com/@camunda/element-templates-json-schema/resources/schema.json',
        name: 'Things',
        id: 'acme.things.camunda7',
        version: 3,
        description: 'All of it',
        keywords: ['thing'],
        documentationRef: 'https://acme.example/things',
        icon: { contents: expect.stringContaining('data:image/svg+xml') },
        appliesTo: ['bpmn:Task'],
        elementType: { value: 'bpmn:ServiceTask' },
      },
    ]);
    expect(bindingOf(templates, 'camunda:type')).toMatchObject({ type: 'Hidden', value: 'external' });
    expect(bindingOf(templates, 'camunda:topic')).toMatchObject({ type: 'Hidden', value: 'acme:things:1' });
  });

  it('has the headers of every connector as extension properties', () => {
    const [first] = toTemplates(z.object({ a: text('A') }), { resultExpression: '={a: response.a}' });
    const headers = first?.properties.flatMap(({ binding, value }) =>
      binding.type === 'camunda:property' ? [[binding.name, value]] : [],
    );
    expect(headers).toEqual([
      ['elementTemplateVersion', '3'],
      ['elementTemplateId', 'acme.things.camunda7'],
      ['resultVariable', undefined],
      ['resultExpression', '={a: response.a}'],
      ['errorExpression', undefined],
      ['retries', '3'],
      ['retryBackoff', 'PT30S'],
      ['jobTimeout', undefined],
    ]);
    expect(first?.groups.map(({ id }) => id)).toEqual(['input', 'output', 'error', 'retries']);
  });

  it('does not take the name of an input as result variable: the variable would end with the task', () => {
    const templates = toTemplates(z.object({ url: text('URL'), login: z.object({ user: text('User') }) }));
    const pattern = bindingOf(templates, 'resultVariable')?.constraints?.pattern;
    const fits = (name: string) => new RegExp(pattern?.value ?? '').test(name);
    expect(['', 'urls', 'response', 'login'].filter((name) => !fits(name))).toEqual([]);
    expect(['url', 'login.user'].filter(fits)).toEqual([]);
    expect(pattern?.message).toBe('Must not be the name of an input');
  });

  it('is not made of a connector that says nothing about it', () => {
    const bare = defineConnector({ type: 'acme:things:1', name: 'Things', input: z.object({}), output, run });
    expect(() => toCamunda7Templates(bare)).toThrow('has no template: add template: { id, version }');
  });

  it('may have any version at first, and follows the rules of released ones', () => {
    const [current] = toTemplates(z.object({ a: text('A') }));
    const [earlier] = toTemplates(z.object({ a: text('A'), b: text('B') }), { version: 2 });
    expect(checkTemplateHistory(current!, [])).toEqual([]);
    expect(checkTemplateHistory(current!, [earlier!])).toEqual(['input b of released version 2 is gone']);
    const moved = {
      ...current!,
      properties: current!.properties.map((each) =>
        each.value === 'acme:things:1' ? { ...each, value: 'acme:things:2' } : each,
      ),
    };
    expect(checkTemplateHistory(moved, [current!])).toContain(
      'its job type is acme:things:2, that of released version 3 is acme:things:1',
    );
  });
});

describe('an input of Camunda 7', () => {
  const fieldOf = (schema: z.ZodType) => propertyOf(schema.meta({ title: 'Field' }));
  const hint = 'Text, or FEEL that begins with =.';

  it.each([
    [
      'text',
      z.string(),
      { type: 'String', description: hint, constraints: { notEmpty: true, maxLength: 4000 } },
    ],
    ['text with a default', z.string().default('a'), { value: 'a', constraints: { maxLength: 4000 } }],
    [
      'a choice',
      z.enum(['a', 'b']),
      { type: 'Dropdown', choices: [{ name: 'A' }, { name: 'B' }], constraints: { notEmpty: true } },
    ],
    ['a choice with a default', z.enum(['a', 'b']).default('b'), { value: 'b', choices: [{}, {}] }],
    [
      'a choice that may be left out',
      z.enum(['a', 'b']).optional(),
      { choices: [{ name: 'Not set', value: '' }, { value: 'a' }, { value: 'b' }] },
    ],
    [
      'a flag',
      z.boolean().default(true),
      {
        type: 'Dropdown',
        value: '=true',
        choices: [
          { name: 'Yes', value: '=true' },
          { name: 'No', value: '=false' },
        ],
      },
    ],
    [
      'a number',
      z.int().min(1).default(7),
      { type: 'String', value: '=7', description: 'FEEL that begins with =, e.g. =20.' },
    ],
    ['a map', z.record(z.string(), z.string()), { description: 'FEEL that begins with =.' }],
  ])('that takes %s', (_, schema, expected) => {
    const property = fieldOf(schema);
    expect(property).toMatchObject({ label: 'Field', group: 'input', ...expected });
    expect(property?.binding).toEqual({ type: 'camunda:inputParameter', name: 'field' });
  });

  it('shows an example as it is typed', () => {
    const map = z.record(z.string(), z.string()).meta({ title: 'Field', placeholder: '{a: 1}' });
    expect(propertyOf(map)).toMatchObject({ placeholder: '={a: 1}' });
    const pages = z
      .record(z.string(), z.string())
      .meta({ title: 'Field', placeholder: '={right: "${page}"}' });
    expect(propertyOf(pages)).toMatchObject({ placeholder: '={right: "$" + "{page}"}' });
    const long = z.string().meta({ title: 'Field', placeholder: 'e.g.', multiline: true });
    expect(propertyOf(long)).toMatchObject({ type: 'Text', placeholder: 'e.g.' });
  });

  it('is left out when there is nothing to choose, and fixed when there is one choice', () => {
    expect(propertyOf(z.literal('a').optional())).toBeUndefined();
    expect(propertyOf(z.literal('a'))).toMatchObject({ type: 'Hidden', value: 'a' });
    expect(propertyOf(z.string().meta({ title: 'Field', hidden: true }))).toBeUndefined();
  });

  const matches = (schema: z.ZodType, value: string) => {
    const pattern = fieldOf(schema)?.constraints?.pattern;
    return new RegExp(pattern?.value ?? '').test(value);
  };
  const letters = z.string().regex(/^[a-z]+$/, 'Expected letters');
  it.each([
    [letters, ['abc', '=x', '${x}', '#{x}', '{{secrets.X}}'], ['', 'ABC']],
    [letters.optional(), ['', 'abc'], ['ABC']],
    [letters.max(3), ['abc', '=longer'], ['abcd', 'AB']],
    [z.string().min(2).max(4), ['ab', 'a\nb', '=a + b + c'], ['', 'a', 'abcde']],
    [z.string().length(2), ['ab'], ['abc']],
    [z.int().min(1), ['=1', '= 20', '=count', '=1 + 1', '${20}'], ['20', '', '=-1', '=1.5']],
    [z.number().min(0), ['=1.5'], ['1.5', '=-1.5']],
    [z.number(), ['=-1', '=x'], ['1']],
    [z.array(z.string()).optional(), ['', '=["a"]'], ['["a"]', 'a']],
  ])('takes what fits %#, and expressions', (schema, fitting, wrong) => {
    expect(fitting.filter((value) => !matches(schema, value))).toEqual([]);
    expect(wrong.filter((value) => matches(schema, value))).toEqual([]);
  });

  it.each([
    [z.string().min(2), 'Must have 2 characters or more'],
    [z.string().max(4), 'Must have at most 4 characters'],
    [z.string().length(2), 'Must have 2 characters'],
    [z.string().min(2).max(4), 'Must have 2 to 4 characters'],
    [letters, 'Must be letters'],
    [z.int().min(1), 'Must be a whole number, 1 or more, and begin with ='],
  ])('says what is wrong with a value %#', (schema, message) => {
    expect(fieldOf(schema)?.constraints?.pattern?.message).toBe(message);
  });
});

describe('what depends on a choice', () => {
  const login = z
    .discriminatedUnion('type', [
      z.object({ type: z.literal('none').meta({ title: 'Nobody' }) }),
      z.object({ type: z.literal('user'), name: text('Name'), secret: text('Secret') }),
      z.object({
        type: z.literal('client'),
        name: text('Client'),
        secret: text('Secret'),
        polite: z.boolean().default(true).meta({ title: 'Polite' }),
        limit: z.int().default(10).meta({ title: 'Limit' }),
      }),
    ])
    .meta({ discriminator: { title: 'Who', value: 'none' } });
  const templates = toTemplates(z.object({ auth: login.optional() }));
  const [only] = templates;

  it('is there once for each input, and its description says when it counts', () => {
    expect(templates.flatMap(validateTemplate)).toEqual([]);
    expect(only?.properties.filter(({ group }) => group === 'input')).toMatchObject([
      { label: 'Who', type: 'Dropdown', value: 'none' },
      {
        label: 'Name / Client',
        description: 'If Who is User: Name. If Who is Client: Client. Text, or FEEL that begins with =.',
        binding: { name: 'auth.name' },
      },
      {
        label: 'Secret',
        description: 'Used only if Who is User or Client. Text, or FEEL that begins with =.',
      },
      { label: 'Polite', description: 'Used only if Who is Client.' },
      {
        label: 'Limit',
        description: 'Used only if Who is Client. Default: 10. FEEL that begins with =, e.g. =20.',
      },
    ]);
  });

  it('is empty at first, and not demanded', () => {
    expect(bindingOf(templates, 'auth.name')).not.toHaveProperty('constraints.notEmpty');
    expect(bindingOf(templates, 'auth.limit')).not.toHaveProperty('value');
    expect(bindingOf(templates, 'auth.polite')).toMatchObject({
      choices: [{ name: 'Default: Yes', value: '' }, { value: '=true' }, { value: '=false' }],
    });
    expect(bindingOf(templates, 'auth.polite')).not.toHaveProperty('value');
  });
});

describe('a union that is the whole input', () => {
  it('has a template for each option', () => {
    const templates = toTemplates(
      z.discriminatedUnion('source', [
        z.object({
          source: z.literal('list').meta({ title: 'A list' }),
          items: text('Items'),
          title: text('Title'),
        }),
        z.object({ source: z.literal('file'), title: text('Title') }),
      ]),
    );
    expect(templates.map(({ id, name }) => [id, name])).toEqual([
      ['acme.things.camunda7.list', 'Things: A list'],
      ['acme.things.camunda7.file', 'Things: File'],
    ]);
    const inputsOf = (index: number) =>
      templates[index]?.properties.flatMap(({ binding, description, value }) =>
        binding.type === 'camunda:inputParameter' ? [[binding.name, value, description]] : [],
      );
    const hint = 'Text, or FEEL that begins with =.';
    expect(inputsOf(0)).toEqual([
      ['source', 'list', undefined],
      ['items', undefined, hint],
      ['title', undefined, hint],
    ]);
    expect(inputsOf(1)).toEqual([
      ['source', 'file', undefined],
      ['title', undefined, hint],
    ]);
  });
});

describe('several operations', () => {
  const operation = (input: z.ZodType, rest: object = {}) => defineOperation({ input, output, run, ...rest });
  const toTemplatesOf = (operations: Record<string, ReturnType<typeof operation>>) =>
    toCamunda7Templates(defineConnector({ type: 'acme:things:1', name: 'Things', template, operations }));

  it('have a template each, which names the operation in a property', () => {
    const templates = toTemplatesOf({
      find: operation(z.object({ id: text('Id') }), { title: 'Find a thing' }),
      make: operation(z.object({ name: text('Name') })),
    });
    expect(templates.flatMap(validateTemplate)).toEqual([]);
    expect(templates).toMatchObject([
      { id: 'acme.things.camunda7.find', name: 'Things: Find a thing' },
      { id: 'acme.things.camunda7.make', name: 'Things: Make' },
    ]);
    expect(bindingOf(templates, 'operation')).toEqual({
      type: 'Hidden',
      value: 'find',
      binding: { type: 'camunda:property', name: 'operation' },
    });
    expect(bindingOf(templates, 'elementTemplateId')).toMatchObject({ value: 'acme.things.camunda7.find' });
  });

  it('have the inputs that choose them as they are', () => {
    const mail = (protocol: string) =>
      operation(z.object({ protocol: z.literal(protocol), folder: text('Folder') }), { when: { protocol } });
    const templates = toTemplatesOf({ imap: mail('imap'), pop3: mail('pop3') });
    expect(bindingOf(templates, 'protocol')).toEqual({
      type: 'Hidden',
      value: 'imap',
      binding: { type: 'camunda:inputParameter', name: 'protocol' },
    });
    expect(bindingOf(templates, 'operation')).toBeUndefined();
  });
});
