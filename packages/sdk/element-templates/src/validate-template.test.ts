import { expect, it } from 'vitest';
import { validateTemplate } from './validate-template.ts';

it('tells what Camunda would refuse', () => {
  expect(validateTemplate({ id: 'acme.greet' }).join()).toMatch(/name|appliesTo|properties/);
});

it('goes by the schema of Camunda 7 where a template names it', () => {
  const property = { type: 'Number', binding: { type: 'camunda:inputParameter', name: 'size' } };
  const template = {
    $schema: 'https://unpkg.com/@camunda/element-templates-json-schema/resources/schema.json',
    ...{ id: 'acme.greet', name: 'Greet', appliesTo: ['bpmn:Task'] },
  };
  expect(validateTemplate({ ...template, properties: [{ ...property, type: 'String' }] })).toEqual([]);
  expect(validateTemplate({ ...template, properties: [property] }).join()).toMatch(/String/);
});
