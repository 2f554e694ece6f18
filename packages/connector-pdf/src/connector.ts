import { defineConnector } from '@jobwright/connector-sdk';
import { generatePdfInput, generatePdfOutput } from './generate-pdf.schema.ts';

export const pdf = defineConnector({
  type: 'io.jobwright:pdf:1',
  name: 'Generate PDF',
  template: {
    id: 'io.jobwright.pdf',
    version: 2,
    description: 'Makes a PDF of headings, paragraphs and tables.',
    keywords: ['PDF', 'document', 'report', 'invoice', 'letter'],
    groups: [
      { id: 'document', label: 'Document' },
      { id: 'layout', label: 'Layout' },
      { id: 'content', label: 'Content' },
    ],
    resultExpression: '={pdf: response.document}',
    documentationRef: 'https://github.com/jobwright/jobwright/tree/main/packages/connector-pdf#readme',
    icon: '<svg xmlns="http://www.w3.org/2000/svg" width="18" height="18" viewBox="0 0 18 18" fill="none" stroke="#da1e28" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"><path d="M4 1.5h6.5l4 4v11H4z"/><path d="M10.5 1.5v4h4M6.5 9h5M6.5 11.5h5M6.5 14h3"/></svg>',
  },
  input: generatePdfInput,
  output: generatePdfOutput,
  // Loaded with the first job: the renderer and its fonts are most of what this package weighs.
  run: async (input, context) => (await import('./generate-pdf.ts')).generatePdf(input, context),
});
