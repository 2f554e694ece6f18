import type { WorstInput } from './worst-input.ts';

type ToFile = (name: string) => Readonly<Record<string, string>>;

const define = (
  name: string,
  toInput: (toFile: ToFile) => Readonly<Record<string, unknown>>,
): WorstInput => ({
  name: `PDF: ${name}`,
  jobType: 'io.jobwright:pdf:1',
  toVariables: ({ url }) => ({
    title: 'x',
    ...toInput((file) => ({ 'camunda.document.type': 'external', url: `${url}/${file}`, name: file })),
  }),
});

/** Files that unfold to more than there is, and documents as long as they may be. */
export const pdfInputs: readonly WorstInput[] = [
  define('a picture of 200 MB in 194 KB', (toFile) => ({
    content: [{ type: 'image', document: toFile('picture.png'), alt: 'x' }],
  })),
  define('a font that lies about its size', (toFile) => ({
    content: [{ type: 'paragraph', text: 'x' }],
    fonts: { Brand: { regular: toFile('font.woff2') } },
    font: 'Brand',
  })),
  define('a table of 1,000,000 rows', (toFile) => ({
    content: [
      {
        type: 'table',
        columns: [{ header: 'a' }, { header: 'b' }],
        rows: { document: toFile('rows.csv'), format: 'csv' },
      },
    ],
  })),
  define('Markdown of 500,000 brackets', () => ({ source: 'markdown', markdown: '[a](<b'.repeat(83_000) })),
];
