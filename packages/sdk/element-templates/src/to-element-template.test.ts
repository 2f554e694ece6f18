import { defineConnector, defineOperation } from '@jobwright/connector-sdk';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { applyToTask, updateTask } from './testing/apply-template.ts';
import { toElementTemplate } from './to-element-template.ts';
import { validateTemplate } from './validate-template.ts';

const output = z.unknown();
const run = () => Promise.resolve(null);
const template = { id: 'acme.things', version: 3 };
const text = (title: string) => z.string().meta({ title });

const toTemplate = (input: z.ZodType, facts: object = {}) =>
  toElementTemplate(
    defineConnector({
      type: 'acme:things:1',
      name: 'Things',
      template: { ...template, ...facts },
      input,
      output,
      run,
    }),
  );
const propertyOf = (input: z.ZodType, id = 'field') =>
  toTemplate(z.object({ field: input })).properties.find((property) => property.id === id);

describe('a field', () => {
  const fieldOf = (schema: z.ZodType) => propertyOf(schema.meta({ title: 'Field' }));
  const optionalText = z
    .string()
    .regex(/^[a-z]+$/, 'Expected letters')
    .optional();

  it.each([
    [
      'text',
      z.string().min(3).max(9),
      { type: 'String', feel: 'optional', constraints: { notEmpty: true, minLength: 3, maxLength: 9 } },
    ],
    [
      'text with a pattern',
      optionalText,
      {
        optional: true,
        constraints: {
          notEmpty: false,
          pattern: { value: '^(undefined)?$|^=|^secrets\\.|\\{\\{|^[a-z]+$', message: 'must be letters' },
        },
      },
    ],
    [
      'short text that may be left out',
      z.string().min(3).max(9).optional(),
      { optional: true, constraints: { notEmpty: false, maxLength: 9 } },
    ],
    ['text with a default', z.string().default('a'), { value: 'a', optional: true }],
    [
      'a choice',
      z.enum(['a', 'b']),
      { type: 'Dropdown', choices: [{ name: 'A', value: 'a' }, { value: 'b' }] },
    ],
    ['literals', z.union([z.literal('a'), z.literal('b')]), { type: 'Dropdown' }],
    [
      'a flag',
      z.preprocess((value) => value === 'true' || value, z.boolean()).default(true),
      { type: 'Boolean', feel: 'static', value: true },
    ],
    [
      'a number that may come as text',
      z.preprocess((value) => (typeof value === 'string' ? Number(value) : value), z.int().min(1).default(7)),
      {
        type: 'Number',
        feel: 'static',
        value: 7,
        constraints: {
          pattern: { value: '^(undefined)?$|^\\d+$', message: 'must be a whole number, 1 or more' },
        },
      },
    ],
    ['a map', z.record(z.string(), z.string()), { type: 'String', feel: 'required' }],
    ['a list', z.array(z.string()).optional(), { type: 'String', feel: 'required', optional: true }],
    ['what is made of itself', z.lazy(() => z.array(z.string())), { type: 'String', feel: 'required' }],
    ['anything', z.unknown(), { type: 'String', feel: 'required', optional: true }],
    [
      'text or a number',
      z.union([z.int(), z.string().transform(Number)]),
      { type: 'String', feel: 'optional' },
    ],
  ])('that takes %s', (_, schema, expected) => {
    const property = fieldOf(schema);
    expect(property).toMatchObject({ label: 'Field', group: 'input', ...expected });
    expect(property?.binding).toEqual({ type: 'zeebe:input', name: 'field' });
  });

  it('takes from metadata what no schema says', () => {
    const schema = z.string().meta({
      title: 'Field',
      description: 'Hint',
      feel: 'none',
      multiline: true,
      placeholder: 'e.g.',
      value: 'start',
      secret: true,
      pattern: { value: '^x', message: 'must start with x' },
    });
    expect(propertyOf(schema)).toMatchObject({
      description: 'Hint',
      type: 'Text',
      placeholder: 'e.g.',
      value: 'start',
      secret: true,
      constraints: { pattern: { message: 'must start with x' } },
    });
    expect(propertyOf(schema)).not.toHaveProperty('feel');
    expect(propertyOf(schema.meta({ title: 'Field', hidden: true }))).toBeUndefined();
  });

  it('shows its description as it is written, where modelers expect HTML', () => {
    const description = 'e.g. <4711@example.com> & more';
    const escaped = { description: 'e.g. &lt;4711@example.com&gt; &amp; more' };
    expect(propertyOf(z.string().meta({ title: 'Field', description }))).toMatchObject(escaped);
    expect(propertyOf(z.enum(['a', 'b']).meta({ title: 'Field', description }))).toMatchObject(escaped);
  });

  it('shows an example as it is typed: without equals sign where only FEEL is possible', () => {
    const placeholder = '={a: 1}';
    const map = z.record(z.string(), z.string()).meta({ title: 'Field', placeholder });
    expect(propertyOf(map)).toMatchObject({ feel: 'required', placeholder: '{a: 1}' });
    expect(propertyOf(z.string().meta({ title: 'Field', placeholder }))).toMatchObject({ placeholder });
  });

  it('is left out when there is nothing to choose, and fixed when there is one choice', () => {
    expect(propertyOf(z.literal('a').optional())).toBeUndefined();
    expect(propertyOf(z.literal('a'))).toMatchObject({ type: 'Hidden', value: 'a' });
  });

  it('keeps clear of the ids that every template has', () => {
    const property = propertyOf(z.object({ a: text('A') }), 'field.a');
    expect(property?.binding).toMatchObject({ name: 'field.a' });
    const version = toTemplate(z.object({ version: text('Version') }));
    expect(version.properties.map(({ id }) => id).filter((id) => id.includes('version'))).toEqual([
      'input.version',
      'version',
    ]);
  });
});

describe('a union', () => {
  const login = z
    .discriminatedUnion('type', [
      z.object({ type: z.literal('none').meta({ title: 'Nobody' }) }),
      z.object({ type: z.literal('user'), name: text('Name'), secret: text('Secret') }),
      z.object({ type: z.literal('client'), name: text('Client'), secret: text('Secret') }),
    ])
    .meta({ group: 'login', discriminator: { title: 'Who', value: 'none' } });
  const template = toTemplate(z.object({ auth: login.optional() }), {
    groups: [{ id: 'login', label: 'Log-in' }],
  });

  it('is a dropdown, and its fields are there once for each meaning', () => {
    expect(validateTemplate(template)).toEqual([]);
    expect(template.properties.filter(({ group }) => group === 'login')).toMatchObject([
      {
        id: 'auth.type',
        label: 'Who',
        type: 'Dropdown',
        value: 'none',
        choices: [{ name: 'Nobody' }, { name: 'User' }, { name: 'Client' }],
      },
      { id: 'auth.name', label: 'Name', condition: { property: 'auth.type', equals: 'user' } },
      {
        id: 'auth.name.2',
        label: 'Client',
        condition: { property: 'auth.type', equals: 'client' },
        binding: { name: 'auth.name' },
      },
      { id: 'auth.secret', condition: { property: 'auth.type', oneOf: ['user', 'client'] } },
    ]);
  });

  it('gives a task the inputs of the chosen option', async () => {
    expect(Object.keys(await applyToTask(template))).not.toContain('auth.secret');
    const values = { 'auth.type': 'client', 'auth.name.2': 'acme', 'auth.secret': 's' };
    expect(await applyToTask(template, values)).toMatchObject({
      'auth.type': 'client',
      'auth.name': 'acme',
      'auth.secret': 's',
    });
  });
});

describe('a union whose choice a released template does not have yet', () => {
  const toUnion = (addedLater: boolean) =>
    toTemplate(
      z
        .discriminatedUnion('source', [
          z.object({ source: z.literal('list'), items: text('Items'), title: text('Title') }),
          z.object({ source: z.literal('file'), title: text('Title') }),
          z.object({ source: z.literal('none') }),
        ])
        .meta({ discriminator: { value: 'list', addedLater } }),
    );
  const released = toTemplate(z.object({ items: text('Items'), title: text('Title') }));

  it('keeps what was filled in when a task is updated', async () => {
    const values = { items: 'a', title: 'A' };
    expect(await updateTask({ released, values, current: toUnion(true) })).toMatchObject({
      source: 'list',
      ...values,
    });
    expect(await updateTask({ released, values, current: toUnion(false) })).not.toMatchObject({
      source: 'list',
      ...values,
    });
  });

  it('is valid, and says so in conditions', () => {
    const template = toUnion(true);
    expect(validateTemplate(template)).toEqual([]);
    const conditionOf = (name: string) => template.properties.find(({ id }) => id === name)?.condition;
    expect(conditionOf('items')).toMatchObject({ property: 'source', oneOf: ['list', ''] });
    expect(conditionOf('title')).toMatchObject({ property: 'source', oneOf: ['list', '', 'file'] });
  });
});

describe('several operations', () => {
  const operation = (input: z.ZodType, rest: object = {}) => defineOperation({ input, output, run, ...rest });
  const toTemplateOf = (operations: Parameters<typeof operationsOf>[0]) =>
    toElementTemplate(operationsOf(operations));
  const operationsOf = (operations: Record<string, ReturnType<typeof operation>>) =>
    defineConnector({ type: 'acme:things:1', name: 'Things', template, operations });

  it('are chosen by the task header', async () => {
    const things = toTemplateOf({
      find: operation(z.object({ id: text('Id'), size: z.enum(['s', 'm']).meta({ title: 'Size' }) }), {
        title: 'Find a thing',
      }),
      make: operation(z.object({ name: text('Name'), size: z.enum(['m', 'l']).meta({ title: 'Size' }) })),
    });
    expect(validateTemplate(things)).toEqual([]);
    expect(things.steps).toEqual([
      { name: 'Find a thing', presetId: 'find' },
      { name: 'Make', presetId: 'make' },
    ]);
    expect(things.presets).toEqual([
      { id: 'find', properties: { operation: 'find' } },
      { id: 'make', properties: { operation: 'make' } },
    ]);
    expect(things.properties).toContainEqual(
      expect.objectContaining({
        id: 'size',
        choices: [
          { name: 'S', value: 's', condition: { type: 'simple', property: 'operation', equals: 'find' } },
          { name: 'M', value: 'm' },
          { name: 'L', value: 'l', condition: { type: 'simple', property: 'operation', equals: 'make' } },
        ],
      }),
    );
    expect(await applyToTask(things, { operation: 'make', name: 'x', id: 'never', size: 'l' })).toMatchObject(
      {
        'header operation': 'make',
        name: 'x',
        size: 'l',
      },
    );
    expect(await applyToTask(things, { operation: 'make', id: 'never' })).not.toHaveProperty('id');
  });

  it('are chosen by inputs on several levels', async () => {
    const login = z.object({ user: text('User') });
    const mail = (protocol: string, action: string, more: z.ZodRawShape = {}) => {
      const path = `${protocol}Action`;
      const input = z.object({ protocol: z.literal(protocol), [path]: z.literal(action), login, ...more });
      return operation(input, { when: { protocol, [path]: action } });
    };
    const folder = { folder: text('Folder') };
    const mails = toTemplateOf({
      send: mail('smtp', 'send', { to: text('To') }),
      list: mail('imap', 'list', { ...folder, limit: text('Limit') }),
      move: mail('imap', 'move', { ...folder, target: text('Target') }),
    });
    expect(validateTemplate(mails)).toEqual([]);
    const conditionOf = (id: string) => mails.properties.find((property) => property.id === id)?.condition;
    const imap = { type: 'simple', property: 'protocol', equals: 'imap' };
    expect(conditionOf('protocol')).toBeUndefined();
    expect(conditionOf('imapAction')).toEqual(imap);
    expect(conditionOf('login.user')).toBeUndefined();
    expect(conditionOf('folder')).toEqual(imap);
    expect(conditionOf('limit')).toEqual({
      allMatch: [imap, { type: 'simple', property: 'imapAction', equals: 'list' }],
    });
    expect(mails.properties.filter(({ id }) => id === 'login.user')).toHaveLength(1);
    const values = {
      protocol: 'imap',
      imapAction: 'move',
      'login.user': 'ada',
      folder: 'IN',
      target: 'OUT',
      to: 'x',
    };
    const applied = await applyToTask(mails, values);
    expect(applied).toMatchObject({ protocol: 'imap', imapAction: 'move', folder: 'IN', target: 'OUT' });
    expect(Object.keys(applied)).not.toContain('to');
    expect(Object.keys(applied)).not.toContain('smtpAction');
  });
});

describe('an input that chooses the operation', () => {
  const toTemplateOf = (meta: (value: string) => z.GlobalMeta) =>
    toElementTemplate(
      defineConnector({
        type: 'acme:things:1',
        name: 'Things',
        template,
        operations: Object.fromEntries(
          ['smtp', 'imap'].map((protocol) => [
            protocol,
            defineOperation({
              title: `By ${protocol}`,
              when: { protocol },
              input: z.object({ protocol: z.literal(protocol).meta(meta(protocol)) }),
              output,
              run,
            }),
          ]),
        ),
      }),
    ).properties.find(({ id }) => id === 'protocol');

  it('is called what its schema says', () => {
    expect(toTemplateOf(() => ({ title: 'Mail protocol' }))).toMatchObject({
      label: 'Mail protocol',
      choices: [
        { name: 'By smtp', value: 'smtp' },
        { name: 'By imap', value: 'imap' },
      ],
    });
    expect(toTemplateOf(() => ({}))).toMatchObject({ label: 'Protocol' });
  });

  it('has choices that are called what its schema says', () => {
    const choices = { smtp: 'SMTP', imap: 'IMAP' };
    expect(toTemplateOf(() => ({ title: 'Protocol', choices }))).toMatchObject({
      choices: [
        { name: 'SMTP', value: 'smtp' },
        { name: 'IMAP', value: 'imap' },
      ],
    });
  });
});

it('writes a fixed value without showing a field, and to every task that is updated', async () => {
  const notation = z.enum(['OLD', 'NEW']).default('OLD').meta({ title: 'Notation', fixedValue: 'NEW' });
  const template = toTemplate(z.object({ a: text('A'), notation }));
  expect(validateTemplate(template)).toEqual([]);
  expect(template.properties.find(({ id }) => id === 'notation')).toEqual({
    id: 'notation',
    type: 'Hidden',
    value: 'NEW',
    binding: { type: 'zeebe:input', name: 'notation' },
  });
  expect(await applyToTask(template, { a: '=a' })).toMatchObject({ a: '=a', notation: 'NEW' });
});

describe('a template', () => {
  it('has the official groups, headers and retries', async () => {
    const things = toTemplate(z.object({ a: text('A') }), {
      description: 'All of it',
      keywords: ['thing'],
      documentationRef: 'https://acme.example/things',
      icon: '<svg xmlns="http://www.w3.org/2000/svg"/>',
      resultExpression: '={a: response.a}',
    });
    expect(validateTemplate(things)).toEqual([]);
    expect(things).toMatchObject({
      name: 'Things',
      id: 'acme.things',
      version: 3,
      description: 'All of it',
      keywords: ['thing'],
      documentationRef: 'https://acme.example/things',
      category: { id: 'connectors' },
      appliesTo: ['bpmn:Task'],
      elementType: { value: 'bpmn:ServiceTask' },
      engines: { camunda: '^8.6' },
      icon: {
        contents: 'data:image/svg+xml,%3Csvg%20xmlns%3D%22http%3A%2F%2Fwww.w3.org%2F2000%2Fsvg%22%2F%3E',
      },
    });
    expect(things.groups.map(({ id }) => id)).toEqual(['input', 'connector', 'output', 'error', 'retries']);
    expect(await applyToTask(things, { a: '=a', jobTimeout: 'PT5M', resultVariable: 'r' })).toEqual({
      a: '=a',
      'header elementTemplateId': 'acme.things',
      'header elementTemplateVersion': '3',
      'header resultVariable': 'r',
      'header resultExpression': '={a: response.a}',
      'header retryBackoff': 'PT30S',
      'header jobTimeout': 'PT5M',
    });
  });

  it.each([
    [
      'a group without inputs',
      { groups: [{ id: 'none', label: 'None' }] },
      z.object({}),
      /no input is in group "none"/,
    ],
    [
      'a condition on what is not there',
      {},
      z.object({ a: z.string().meta({ title: 'A', showWhen: { b: ['x'] } }) }),
      /"a" depends on "b"/,
    ],
  ])('is not made with %s', (_, facts, input, message) => {
    expect(() => toTemplate(input, facts)).toThrow(message);
  });

  it('is not made of a connector that says nothing about it', () => {
    const bare = defineConnector({ type: 'acme:things:1', name: 'Things', input: z.object({}), output, run });
    expect(() => toElementTemplate(bare)).toThrow(
      'acme:things:1 has no template: add template: { id, version }',
    );
  });
});
