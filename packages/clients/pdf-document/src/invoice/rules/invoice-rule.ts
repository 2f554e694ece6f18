import type { InvoiceTotals } from '../calculate-invoice.ts';
import type { InvoiceData } from '../invoice.schema.ts';
import type { VatCategory } from '../vat-category.ts';
import { removeInvalidCharacters } from '../xml.ts';

/** Of `data`. */
export type FieldPath = readonly (string | number)[];

/** What VAT is taken of. */
export interface TaxedItem {
  readonly kind: 'line' | 'allowance' | 'charge';
  readonly path: FieldPath;
  readonly category: VatCategory;
  readonly rate: string;
}

export interface CheckedInvoice {
  readonly data: InvoiceData;
  readonly totals: InvoiceTotals;
  readonly items: readonly TaxedItem[];
}

/** A rule over the whole invoice. */
export interface InvoiceRule {
  /** As EN 16931 numbers it. */
  readonly id: string;
  /** What somebody has to do about it. */
  readonly says: string;
  /** Held by an invoice that is not electronic, too. */
  readonly onPaper: boolean;
  readonly findBroken: (invoice: CheckedInvoice) => readonly FieldPath[];
}

/** There is something to read in it, in the XML too. */
export const hasText = (text: string | undefined): boolean =>
  text !== undefined && removeInvalidCharacters(text).trim() !== '';

/** The path, when it is broken. */
export const brokenIf = (isBroken: boolean, ...path: FieldPath): readonly FieldPath[] =>
  isBroken ? [path] : [];
