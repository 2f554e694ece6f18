import { readFile } from 'node:fs/promises';
import { createConnectorHarness, createTestDocuments } from '@jobwright/connector-testing';
import { afterAll, describe, expect, it } from 'vitest';
import { pdf } from './connector.ts';
import { readFacts } from './testing/read-facts.ts';

const documents = createTestDocuments();
const harness = createConnectorHarness(pdf, { documents: documents.store });
afterAll(() => harness.close());

const fixture = new URL('../../../clients/word-template/src/testing/offer.docx', import.meta.url);
const data = {
  number: 'A1',
  vip: true,
  total: 3,
  customer: { name: 'Ada' },
  order: { items: [{ name: 'Bike', price: 3 }] },
};

describe('a letter from Word', () => {
  it('becomes a document, with its own title and what is drawn otherwise', async () => {
    const wordTemplate = await documents.add(await readFile(fixture));
    const { outcome } = await harness.run({ source: 'word', wordTemplate, data, language: 'en-GB' });
    expect(outcome).toMatchObject({
      kind: 'complete',
      variables: {
        result: { warnings: expect.arrayContaining([expect.stringContaining('no font "Cambria"')]) },
      },
    });
    const { document } = outcome.variables['result'] as { readonly document: unknown };
    const read = await readFacts(await documents.read(document));
    expect(read).toMatchObject({ title: 'Offer', language: 'en-GB', size: [595.3, 841.9] });
  });

  it('says which value is not there, and what is wrong with a file', async () => {
    const wordTemplate = await documents.add(await readFile(fixture));
    const missing = await harness.run({ source: 'word', wordTemplate, data: { ...data, customer: {} } });
    expect(missing.outcome).toMatchObject({
      kind: 'fail',
      variables: {
        error: {
          code: 'INPUT_INVALID',
          message: expect.stringContaining('${customer.name}: There is no such value'),
        },
      },
    });
    const { outcome } = await harness.run({
      source: 'word',
      wordTemplate: await documents.add('x'),
      title: 'x',
    });
    expect(outcome).toMatchObject({
      kind: 'fail',
      retries: 0,
      variables: { error: { code: 'PDF_WORD_INVALID' } },
    });
  });
});
