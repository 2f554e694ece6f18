import { describe, expect, it } from 'vitest';
import { createPdf } from './create-pdf.ts';
import { PdfError } from './pdf-error.ts';
import { readPdf } from './testing/read-pdf.ts';

const definition = {
  title: 'Offer 4711',
  language: 'en-GB',
  data: { customer: 'Ada Brandt' },
  footer: { right: 'Page ${page} of ${pages}' },
  content: [{ type: 'paragraph', text: 'For ${customer}' }],
};

describe('a definition', () => {
  it('becomes the bytes of a file, the same each time', async () => {
    const { bytes, pages, size } = await createPdf(definition);
    expect({ pages, size }).toEqual({ pages: 1, size: bytes.length });
    const read = await readPdf(bytes);
    expect(read.title).toBe('Offer 4711');
    expect(read.pages[0]).toContain('For Ada Brandt');
    expect(read.pages[0]).toContain('Page 1 of 1');
    expect(Buffer.compare((await createPdf(definition)).bytes, bytes)).toBe(0);
  });

  it('that is wrong fails with the path of what is', async () => {
    const failed = createPdf({ title: 'Wrong', content: [{ type: 'picture' }] });
    await expect(failed).rejects.toBeInstanceOf(PdfError);
    await expect(failed).rejects.toMatchObject({
      failure: { kind: 'definition', issues: [{ path: 'content[0].type' }] },
    });
  });

  it('is given up when the signal says so', async () => {
    const signal = AbortSignal.abort(new Error('No longer wanted'));
    await expect(createPdf(definition, { signal })).rejects.toThrow('No longer wanted');
  });

  it('may hold a document', async () => {
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="5" height="5"/></svg>';
    const document = { 'camunda.document.type': 'inline', content: svg };
    const { pages } = await createPdf({ title: 'Picture', content: [{ type: 'image', document, alt: 'x' }] });
    expect(pages).toBe(1);
  });

  it('that names a document elsewhere needs documents', async () => {
    const document = { 'camunda.document.type': 'external', url: 'https://example.com/a.svg' };
    const content = [{ type: 'image', document, alt: 'x' }];
    await expect(createPdf({ title: 'Picture', content })).rejects.toThrow('give documents to createPdf');
  });
});
