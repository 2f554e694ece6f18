export { pdf } from './connector.ts';
export { type Block } from './content.schema.ts';
export {
  generatePdfInput,
  type GeneratePdfInput,
  generatePdfOutput,
  type GeneratePdfOutput,
} from './generate-pdf.schema.ts';
