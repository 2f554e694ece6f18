import {
  defineConnector,
  defineOperation,
  type Operation,
  type TemplateFacts,
} from '@jobwright/connector-sdk';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { checkTemplateHistory } from './check-template-history.ts';
import { toElementTemplate } from './to-element-template.ts';

const name = z.string().meta({ title: 'Name' });
const run = () => Promise.resolve(null);
const find = defineOperation({ input: z.object({ name }), output: z.unknown(), run });

interface Greeting extends Partial<TemplateFacts> {
  readonly input?: z.ZodType;
  readonly type?: string;
  readonly operations?: Record<string, Operation>;
}
const toTemplate = (
  version: number,
  { input = z.object({ name }), operations, type = 'acme:greet:1', ...facts }: Greeting = {},
) => {
  const definition = { type, name: 'Greet', template: { id: 'acme.greet', ...facts, version } };
  const connector =
    operations === undefined
      ? defineConnector({ ...definition, input, output: z.unknown(), run })
      : defineConnector({ ...definition, operations });
  return toElementTemplate(connector);
};
const sized = (...sizes: [string, ...string[]]) =>
  z.object({ name, size: z.enum(sizes).meta({ title: 'Size' }) });

describe('checkTemplateHistory', () => {
  it.each([
    ['there is no other', toTemplate(1), []],
    ['it is the released one, keys in any order', toTemplate(1), [JSON.parse(JSON.stringify(toTemplate(1)))]],
    [
      'it has more and the next version',
      toTemplate(2, { input: sized('s', 'm', 'l') }),
      [toTemplate(1, { input: sized('s', 'm') })],
    ],
    [
      'a choice became a text',
      toTemplate(2, { input: z.object({ name, size: z.string().meta({ title: 'Size' }) }) }),
      [toTemplate(1, { input: sized('s', 'm') })],
    ],
  ])('has nothing against a template when %s', (_, current, released) => {
    expect(checkTemplateHistory(current, released)).toEqual([]);
  });

  it.each([
    [
      'other content under the same version',
      toTemplate(1, { description: 'New' }),
      [toTemplate(1)],
      'it differs from released version 1: raise the version to 2',
    ],
    [
      'a version that was overtaken',
      toTemplate(1),
      [toTemplate(1), toTemplate(2)],
      'its version is 1, released is 2',
    ],
    ['a version that was left out', toTemplate(3), [toTemplate(1)], 'it must be that or 2'],
    ['another id', toTemplate(2, { id: 'acme.hello' }), [toTemplate(1)], 'its id is acme.hello'],
    [
      'another job type',
      toTemplate(2, { type: 'acme:greet:2' }),
      [toTemplate(1)],
      'its job type is acme:greet:2',
    ],
    [
      'an input less',
      toTemplate(2, { input: z.object({}) }),
      [toTemplate(1)],
      'input name of released version 1 is gone',
    ],
    [
      'a choice less',
      toTemplate(3, { input: sized('s', 'm') }),
      [toTemplate(1, { input: sized('s', 'l') }), toTemplate(2, { input: sized('s', 'm') })],
      '"l" of input size of released version 1 is gone',
    ],
    [
      'an operation less',
      toTemplate(2, { operations: { find, drop: find } }),
      [toTemplate(1, { operations: { make: find } })],
      '"make" of header operation of released version 1 is gone',
    ],
    [
      'two of one version',
      toTemplate(1),
      [toTemplate(1), toTemplate(1)],
      'two released templates have the same version',
    ],
  ])('refuses %s', (_, current, released, problem) => {
    expect(checkTemplateHistory(current, released).join('\n')).toContain(problem);
  });
});
