import { type Connector, defineConnector } from '@jobwright/connector-sdk';
import { pdfErrors } from './errors.ts';
import type { PdfOptions } from './generate-pdf.ts';
import { generatePdfInput, generatePdfOutput } from './generate-pdf.schema.ts';

/** The connector with other limits than the usual ones, e.g. `definePdf({ threads: 4 })`. */
export const definePdf = (options: PdfOptions = {}): Connector =>
  defineConnector({
    type: 'io.jobwright:pdf:1',
    name: 'Generate PDF',
    template: {
      id: 'io.jobwright.pdf',
      version: 2,
      description:
        'Makes a PDF of blocks, Markdown, a Word file or a ready template: letter, invoice, report, certificate.',
      keywords: [
        ...['PDF', 'document', 'report', 'invoice', 'bill', 'credit note', 'letter', 'certificate', 'offer'],
        ...[
          'Word',
          'docx',
          'print',
          'Markdown',
          'template',
          'Factur-X',
          'ZUGFeRD',
          'e-invoice',
          'PDF/A',
          'barcode',
        ],
        ...['Dokument', 'Rechnung', 'Gutschrift', 'E-Rechnung', 'Brief', 'Anschreiben', 'Bericht', 'Urkunde'],
        ...['Zertifikat', 'Angebot', 'Vorlage', 'drucken'],
      ],
      groups: [
        { id: 'content', label: 'Content' },
        { id: 'document', label: 'Document' },
        { id: 'layout', label: 'Layout' },
        { id: 'standards', label: 'Standards and attachments' },
        { id: 'protection', label: 'Protection' },
      ],
      errorExample: 'PDF_GLYPH_MISSING',
      resultExpression: '={pdf: response.document}',
      documentationRef: 'https://github.com/jobwright/jobwright/tree/main/packages/connectors/pdf#readme',
      icon: '<svg xmlns="http://www.w3.org/2000/svg" width="18" height="18" viewBox="0 0 18 18" fill="none" stroke="#da1e28" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"><path d="M4 1.5h6.5l4 4v11H4z"/><path d="M10.5 1.5v4h4M6.5 9h5M6.5 11.5h5M6.5 14h3"/></svg>',
    },
    errors: pdfErrors,
    input: generatePdfInput,
    output: generatePdfOutput,
    // Loaded with the first job: until then nothing of the renderer is in memory.
    run: async (input, context) => (await import('./generate-pdf.ts')).generatePdf(input, context, options),
  });

/** Makes PDF documents from process data, with the usual limits. */
export const pdf = definePdf();
