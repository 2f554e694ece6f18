import type { z } from 'zod';
import type { Locale } from '@jobwright/text-values';
import { calculateInvoice } from '../invoice/calculate-invoice.ts';
import { type InvoiceData, invoiceData } from '../invoice/invoice.schema.ts';
import { checkInvoice } from '../invoice/rules/check-invoice.ts';
import { FACTUR_X_FILE, writeCiiXml } from '../invoice/write-cii-xml.ts';
import type { AttachedFile } from '../pdf/attached-file.ts';
import { CERTIFICATE } from './certificate.template.ts';
import { INVOICE } from './invoice.template.ts';
import { createInvoiceValues } from './invoice-values.ts';
import { chooseLabels } from '../business/labels.ts';
import { letterData, prepareLetter } from './letter-data.ts';
import { LETTER } from './letter.template.ts';
import { certificateData, prepareCertificate, prepareReport, reportData } from './report-data.ts';
import { REPORT } from './report.template.ts';
import { parseData } from './parse-data.ts';
import { READY_TEMPLATE_EXAMPLES } from './template-examples.ts';

/** A template filled in. */
export interface FilledTemplate {
  /** A document definition as anybody could write it. */
  readonly definition: Readonly<Record<string, unknown>>;
  readonly data: Readonly<Record<string, unknown>>;
  readonly title: string;
  readonly margin: number;
  readonly invoice: AttachedFile | undefined;
}

export interface ReadyTemplate {
  readonly data: z.ZodType;
  /** @throws PdfError `definition` with the paths of what is wrong in the data */
  fill(
    data: unknown,
    options: { readonly locale: Locale; readonly electronicInvoice: boolean },
  ): FilledTemplate;
}

/** The templates by name: definitions with texts that name what is in their data. */
export const READY_TEMPLATES: Readonly<
  Record<'letter' | 'invoice' | 'report' | 'certificate', ReadyTemplate>
> = {
  letter: {
    data: letterData,
    fill(given, { locale }) {
      const data = parseData(given, { schema: letterData, example: READY_TEMPLATE_EXAMPLES.letter });
      return {
        definition: LETTER,
        data: prepareLetter(data, locale),
        title: data.subject,
        margin: 62,
        invoice: undefined,
      };
    },
  },
  invoice: {
    data: invoiceData,
    fill(given, { locale, electronicInvoice }) {
      const check = (invoice: InvoiceData): void =>
        checkInvoice(
          { data: invoice, totals: calculateInvoice(invoice) },
          { isElectronic: electronicInvoice },
        );
      const data = parseData(given, { schema: invoiceData, example: READY_TEMPLATE_EXAMPLES.invoice, check });
      const totals = calculateInvoice(data);
      const { invoice, creditNote } = chooseLabels(locale.tag, data.labels);
      const file = {
        fileName: FACTUR_X_FILE,
        relationship: 'Alternative',
        description: 'Factur-X / ZUGFeRD',
        contentType: 'text/xml',
      } as const;
      return {
        definition: INVOICE,
        data: createInvoiceValues(data, totals, locale),
        title: `${data.kind === 'invoice' ? invoice : creditNote} ${data.number}`,
        margin: 56,
        invoice: electronicInvoice
          ? { ...file, bytes: Buffer.from(writeCiiXml(data, totals), 'utf8') }
          : undefined,
      };
    },
  },
  report: {
    data: reportData,
    fill(given, { locale }) {
      const data = parseData(given, { schema: reportData, example: READY_TEMPLATE_EXAMPLES.report });
      return {
        definition: REPORT,
        data: prepareReport(data, locale),
        title: data.title,
        margin: 64,
        invoice: undefined,
      };
    },
  },
  certificate: {
    data: certificateData,
    fill(given, { locale }) {
      const data = parseData(given, {
        schema: certificateData,
        example: READY_TEMPLATE_EXAMPLES.certificate,
      });
      return {
        definition: CERTIFICATE,
        data: prepareCertificate(data, locale),
        title: `${data.title}: ${data.recipient}`,
        margin: 70,
        invoice: undefined,
      };
    },
  },
};
