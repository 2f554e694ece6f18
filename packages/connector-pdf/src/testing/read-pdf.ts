import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

export interface ReadPdf {
  /** Text of each page, one line for each piece that was drawn. */
  readonly pages: readonly string[];
  readonly title: unknown;
  readonly author: unknown;
  readonly language: unknown;
  /** Of the first page, in points. */
  readonly size: readonly [number, number];
}

/** Reads a PDF with a reader that has nothing in common with what wrote it. */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const task = getDocument({ data: Uint8Array.from(bytes), verbosity: 0 });
  const document = await task.promise;
  const pages: string[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    pages.push(items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join(''));
  }
  const info = new Map(Object.entries((await document.getMetadata()).info));
  const [, , width, height] = (await document.getPage(1)).view as [number, number, number, number];
  await task.destroy();
  return {
    pages,
    title: info.get('Title'),
    author: info.get('Author'),
    language: info.get('Language'),
    size: [width, height],
  };
}
