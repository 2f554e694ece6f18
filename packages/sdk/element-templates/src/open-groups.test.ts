import { defineConnector, defineOperation } from '@jobwright/connector-sdk';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { toElementTemplate } from './to-element-template.ts';
import { validateTemplate } from './validate-template.ts';

const run = () => Promise.resolve(null);
const output = z.unknown();
const text = (title: string, group: string) => z.string().min(1).meta({ title, group });

const listOpen = (connector: Parameters<typeof toElementTemplate>[0]): readonly string[] => {
  const template = toElementTemplate(connector);
  expect(validateTemplate(template)).toEqual([]);
  return template.groups.filter(({ openByDefault }) => openByDefault === true).map(({ id }) => id);
};

it('opens the groups in which something has to be filled in', () => {
  const login = z
    .discriminatedUnion('type', [
      z.object({ type: z.literal('none') }),
      z.object({ type: z.literal('basic'), username: text('Username', 'login') }),
    ])
    .meta({ group: 'login', discriminator: { title: 'Type', value: 'none' } });
  const input = z.object({
    login,
    url: text('URL', 'endpoint'),
    method: text('Method', 'start').meta({ value: 'GET' }),
    note: text('Note', 'notes').optional(),
    proxy: text('Proxy', 'advanced').optional(),
  });
  const template = { id: 'acme.call', version: 1 };
  const connector = defineConnector({ type: 'acme:call:1', name: 'Call', template, input, output, run });
  expect(listOpen(connector)).toEqual(['endpoint']);
  const groups = toElementTemplate(connector).groups.map(({ id, label }) => `${id}: ${label}`);
  expect(groups.slice(-5, -3)).toEqual(['advanced: Advanced', 'connector: Connector']);
});

it('opens those of every operation, and the choice of one', () => {
  const operation = (group: string) =>
    defineOperation({ input: z.object({ name: text('Name', group) }), output, run });
  const connector = defineConnector({
    type: 'acme:things:1',
    name: 'Things',
    template: { id: 'acme.things', version: 1 },
    operations: { read: operation('reading'), write: operation('writing') },
  });
  expect(listOpen(connector)).toEqual(['operation', 'reading', 'writing']);
});
