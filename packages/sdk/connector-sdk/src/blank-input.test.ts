import { expect, test } from 'vitest';
import { z } from 'zod';
import { blankAsAbsent, isBlankInput } from './blank-input.ts';
import { listFields } from './fields.ts';

const schema = z.object({
  folder: blankAsAbsent(z.string().default('INBOX')).meta({ title: 'Folder' }),
  port: blankAsAbsent(z.number().optional()).meta({ title: 'Port' }),
});

test.each([undefined, null, '', ' ', '\t\n'])('%j counts as left out', (value) => {
  expect(isBlankInput(value)).toBe(true);
  expect(schema.parse({ folder: value, port: value })).toEqual({ folder: 'INBOX', port: undefined });
});

test.each([0, false, 'x', [], {}])('%j does not', (value) => expect(isBlankInput(value)).toBe(false));

test('what is given is checked as without it, and the field is still one', () => {
  expect(schema.safeParse({ folder: 5 }).success).toBe(false);
  expect(listFields(schema)).toMatchObject([
    { path: 'folder', label: 'Folder', required: false, defaultValue: 'INBOX' },
    { path: 'port', label: 'Port', required: false },
  ]);
});
