export { definePdf, pdf } from './connector.ts';
export { type Block } from './definition/block.schema.ts';
export type { PdfOptions } from './generate-pdf.ts';
export {
  generatePdfInput,
  type GeneratePdfInput,
  generatePdfOutput,
  type GeneratePdfOutput,
} from './generate-pdf.schema.ts';
