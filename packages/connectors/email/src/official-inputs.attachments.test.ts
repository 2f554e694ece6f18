import { expect, it } from 'vitest';
import { withOfficialAttachments } from './official-inputs.ts';

const take = (fields: Record<string, unknown>, attachments: unknown = null): unknown => {
  const action = Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [`data_smtpAction_attachments_${name}`, value]),
  );
  return (withOfficialAttachments({ ...action, attachments }) as { attachments: unknown }).attachments;
};
const reference = { 'camunda.document.type': 'camunda', storeId: 's', documentId: 'd' };

it.each([
  [{ documentMode: 'none' }, null],
  [{ documentMode: 'multiple', multiple_expression: [reference] }, [reference]],
  [
    { documentMode: 'single', single_documentSource: 'camunda', single_camundaReference: reference },
    [reference],
  ],
  [
    {
      documentMode: 'single',
      single_documentSource: 'inline',
      single_inline_content: 'chair,2',
      single_inline_fileName: 'items.csv',
      single_inline_contentType: 'text/csv',
    },
    [{ 'camunda.document.type': 'inline', content: 'chair,2', name: 'items.csv', contentType: 'text/csv' }],
  ],
  [
    {
      documentMode: 'single',
      single_documentSource: 'inline',
      single_inline_content: 'x',
      single_inline_fileName: '',
    },
    [{ 'camunda.document.type': 'inline', content: 'x' }],
  ],
  [
    { documentMode: 'single', single_documentSource: 'external', single_external_url: 'https://x.example/a' },
    [{ 'camunda.document.type': 'external', url: 'https://x.example/a' }],
  ],
])('makes attachments of %j', (fields, expected) => {
  expect(take(fields)).toEqual(expected);
});

it('leaves alone what the template has put together', () => {
  expect(take({ documentMode: 'single', single_documentSource: 'inline' }, [reference])).toEqual([reference]);
});

it.each([undefined, null, 'text', [], { attachments: null }])('leaves %j alone', (action) => {
  expect(withOfficialAttachments(action)).toEqual(action);
});
