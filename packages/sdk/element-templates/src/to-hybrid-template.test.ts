import { defineConnector } from '@jobwright/connector-sdk';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { toElementTemplate } from './to-element-template.ts';
import { toHybridTemplate } from './to-hybrid-template.ts';
import { validateTemplate } from './validate-template.ts';

const connector = defineConnector({
  type: 'acme:greet:1',
  name: 'Greet',
  template: { id: 'acme.greet', version: 2 },
  input: z.object({ name: z.string().meta({ title: 'Name' }) }),
  output: z.unknown(),
  run: () => Promise.resolve(null),
});

it('is the same template with a job type to edit, under an id of its own', () => {
  const hybrid = toHybridTemplate(connector);
  expect(validateTemplate(hybrid)).toEqual([]);
  expect(hybrid).toMatchObject({ id: 'acme.greet-hybrid', name: 'Hybrid Greet', version: 2 });
  expect(hybrid.description).toMatch(/^Hybrid: for a runtime that subscribes to a job type of its own/);
  expect(hybrid.groups[0]).toEqual({ id: 'taskDefinitionType', label: 'Task definition type' });
  expect(hybrid.properties[0]).toMatchObject({
    type: 'String',
    value: 'acme:greet:1',
    group: 'taskDefinitionType',
    binding: { type: 'zeebe:taskDefinition', property: 'type' },
  });
  expect(hybrid.properties).toContainEqual(expect.objectContaining({ id: 'id', value: 'acme.greet-hybrid' }));
  const others = ['taskType', 'id'];
  const rest = (properties: typeof hybrid.properties) => properties.filter(({ id }) => !others.includes(id));
  expect(rest(hybrid.properties)).toEqual(rest(toElementTemplate(connector).properties));
});
