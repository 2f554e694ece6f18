import { defineConnector } from '@jobwright/connector-sdk';
import { generatePdfInput, generatePdfOutput } from './generate-pdf.schema.ts';
import { generatePdf } from './generate-pdf.ts';

export const pdf = defineConnector({
  type: 'io.jobwright:pdf:1',
  name: 'Generate PDF',
  template: { id: 'io.jobwright.pdf', version: 1 },
  input: generatePdfInput,
  output: generatePdfOutput,
  run: generatePdf,
});
