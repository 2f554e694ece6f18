import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

export interface PdfFacts {
  readonly title: unknown;
  readonly author: unknown;
  readonly language: unknown;
  /** Of the first page, in points. */
  readonly size: readonly [number, number];
}

/** Reads what a PDF says of itself, with a reader that has nothing in common with what wrote it. */
export async function readFacts(bytes: Uint8Array): Promise<PdfFacts> {
  const task = getDocument({ data: Uint8Array.from(bytes), verbosity: 0 });
  const document = await task.promise;
  const { info } = await document.getMetadata();
  const facts = new Map(Object.entries(info));
  const [, , width, height] = (await document.getPage(1)).view as [number, number, number, number];
  await task.destroy();
  return {
    title: facts.get('Title'),
    author: facts.get('Author'),
    language: facts.get('Language'),
    size: [width, height],
  };
}
