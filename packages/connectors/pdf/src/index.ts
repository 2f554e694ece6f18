export { definePdf, pdf } from './connector.ts';
export { pdfErrors } from './errors.ts';
export type { PdfOptions } from './generate-pdf.ts';
export {
  generatePdfInput,
  type GeneratePdfInput,
  generatePdfOutput,
  type GeneratePdfOutput,
} from './generate-pdf.schema.ts';
export type { Block } from '@jobwright/pdf-document';
