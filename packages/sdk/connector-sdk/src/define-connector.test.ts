import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { InputError } from './connector-failure.ts';
import { defineConnector } from './define-connector.ts';
import { defineOperation } from './define-operation.ts';
import type { OperationContext } from './operation-context.ts';

const text = (title: string) => z.string().meta({ title });
const output = z.object({ greeting: z.string() });
const greet = {
  input: z.object({ name: text('Name') }),
  output,
  run: ({ name }: { name: string }) => Promise.resolve({ greeting: `Hello ${name}` }),
};
const context = {} as OperationContext;

describe('defineConnector', () => {
  it('makes a connector of one operation, which runs on validated input', async () => {
    const connector = defineConnector({ type: 'acme:greet:1', name: 'Greet', ...greet });
    const run = connector.operations.get('run')!.bind({ name: 'Ada', other: 1 });
    await expect(run(context)).resolves.toEqual({ greeting: 'Hello Ada' });
    expect(connector.inputVariables).toEqual(['name']);
    expect(Object.isFrozen(connector)).toBe(true);
  });

  it('refuses input that does not fit, naming each path and no value', () => {
    const connector = defineConnector({
      type: 'acme:greet:1',
      name: 'Greet',
      ...greet,
      input: z.object({ name: text('Name'), 'x y': z.array(z.number()).meta({ title: 'Numbers' }) }),
      run: () => Promise.resolve({ greeting: '' }),
    });
    const bind = () => connector.operations.get('run')!.bind({ name: 17, 'x y': [1, 'hunter2'] });
    expect(bind).toThrow(InputError);
    expect(bind).toThrow(/name: .*expected string.*\["x y"\]\[1\]: .*expected number/);
    expect(bind).not.toThrow(/hunter2/);
  });

  it.each([
    [
      'a type with a blank',
      { type: 'acme greet', name: 'Greet', operations: { greet: defineOperation(greet) } },
      /without blanks/,
    ],
    ['no operation', { type: 'acme:greet:1', name: 'Greet', operations: {} }, /has no operation/],
    [
      'a blank name',
      { type: 'acme:greet:1', name: ' ', operations: { greet: defineOperation(greet) } },
      /name is blank/,
    ],
    [
      'an operation name',
      { type: 'acme:greet:1', name: 'Greet', operations: { 'do-it': defineOperation(greet) } },
      /"do-it" must be named in camelCase/,
    ],
    [
      'a field without a label',
      {
        type: 'acme:greet:1',
        name: 'Greet',
        operations: {
          greet: defineOperation({
            ...greet,
            input: z.object({ name: text('Name'), who: z.object({ email: z.string() }) }),
          }),
        },
      },
      /input "who.email" of operation "greet" has no label/,
    ],
    [
      'two operations chosen alike',
      {
        type: 'acme:greet:1',
        name: 'Greet',
        operations: {
          one: defineOperation({ ...greet, when: { mode: 'a' } }),
          two: defineOperation({ ...greet, when: { mode: 'a' } }),
        },
      },
      /"one" and "two" are chosen by the same inputs/,
    ],
    [
      'a default that is no operation',
      {
        type: 'acme:greet:1',
        name: 'Greet',
        operations: { greet: defineOperation(greet) },
        defaultOperation: 'part',
      },
      /no operation "part" to be the default/,
    ],
    [
      'a template version',
      {
        type: 'acme:greet:1',
        name: 'Greet',
        template: { id: 'acme.greet', version: 0 },
        operations: { greet: defineOperation(greet) },
      },
      /template version/,
    ],
  ])('refuses a definition with %s', (_, definition, message) => {
    expect(() => defineConnector(definition)).toThrow(message);
  });
});
