import MailComposer from 'nodemailer/lib/mail-composer';
import { expect, it } from 'vitest';
import { encodeAsTyped } from './encode-as-typed.ts';

function renderHeader(headers: Readonly<Record<string, string>>): Promise<string> {
  const node = new MailComposer({ text: 'x', headers }).compile();
  encodeAsTyped(node);
  return Promise.resolve(node.buildHeaders());
}

it.each([
  ['=?utf-8?Q?=41?= b', '=?UTF-8?Q?=3D=3Futf-8=3FQ=3F=3D41=3F=3D_b?='],
  ['=?utf-8?Q?a?b?= c', '=?UTF-8?Q?=3D=3Futf-8=3FQ=3Fa=3Fb=3F=3D_c?='],
  ['=?utf-8?Q?a', '=?utf-8?Q?a'],
  ['a ?= =?utf-8?Q?b', 'a ?= =?utf-8?Q?b'],
])('%j is written so that readers show it as it is', async (text, written) => {
  expect(await renderHeader({ 'X-Note': text })).toContain(`X-Note: ${written}\r\n`);
});

it.each([
  ['encoded words without end', '=?a?b?x '.repeat(6_000)],
  ['words that are nearly too long', `${'x'.repeat(899)} `.repeat(55)],
])('takes no longer for %s in many headers', { timeout: 10_000 }, async (_case, text) => {
  const names = Array.from({ length: 200 }, (_, index) => `X-Note-${index}`);
  const header = await renderHeader(Object.fromEntries(names.map((name) => [name, text])));
  expect(header.match(/^X-Note-/gm)).toHaveLength(200);
});
