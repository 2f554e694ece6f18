import { defineConnector, defineErrors } from '@jobwright/connector-sdk';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { toCamunda7Templates } from './camunda7/to-camunda7-templates.ts';
import { toElementTemplate } from './to-element-template.ts';

const errors = defineErrors({
  '4xx': { retry: false, advice: 'Look.' },
  SHOP_BUSY: { retry: true, advice: 'Wait.' },
  SHOP_CLOSED: { retry: false, advice: 'Come again.' },
});
const ok = z.object({ order: z.string(), status: z.int() });

interface Given {
  readonly facts?: object;
  readonly errors?: typeof errors;
  readonly output?: z.ZodType;
}

const define = ({ facts = {}, output = z.object({ order: z.string() }), ...rest }: Given) =>
  defineConnector({
    type: 'acme:shop:1',
    name: 'Shop',
    template: { id: 'acme.shop', version: 1, ...facts },
    input: z.object({ item: z.string().meta({ title: 'Item' }) }),
    output,
    run: () => Promise.resolve(null),
    ...rest,
  });

const hintsOf = (given: Given): readonly (string | undefined)[] => {
  const connector = define(given);
  const { properties } = toElementTemplate(connector);
  const [{ properties: external } = { properties: [] }] = toCamunda7Templates(connector);
  return ['Result expression', 'Error expression'].flatMap((label) => [
    properties.find((property) => property.label === label)?.description,
    external.find((property) => property.label === label)?.description,
  ]);
};

const about = (result: string, error: string) => [
  `Maps the response to process variables, e.g. ${result}`,
  `FEEL that maps the response to process variables, e.g. =${result}`,
  `Turns errors into BPMN errors, e.g. ${error}`,
  `FEEL that turns errors into BPMN errors, e.g. =${error}`,
];
const errorWith = (code: string, message = 'error.message') =>
  `if error.code = "${code}" then bpmnError("${code}", ${message}) else null`;

describe('the hints of result and error expression', () => {
  it.each([
    ['an output and a lasting error', { errors }, '{order: response.order}', errorWith('SHOP_CLOSED')],
    ['a status where there is one', { output: ok }, '{status: response.status}', errorWith('INPUT_INVALID')],
    [
      'what the expression starts with, and the example of the connector',
      { errors, facts: { resultExpression: '={all: response}', errorExample: '404' } },
      '{all: response}',
      errorWith('404', '"Not found"'),
    ],
  ])('name %s', (_, given, result, error) => {
    expect(hintsOf(given)).toEqual(about(result, error));
  });

  it('name no code that there is not', () => {
    expect(() => toElementTemplate(define({ errors, facts: { errorExample: 'SHOP_GONE' } }))).toThrow(
      'errorExample SHOP_GONE is not in its error table',
    );
  });
});
