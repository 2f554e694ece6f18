import { toPath } from '@jobwright/connector-sdk';
import type { InvoiceTotals } from '../calculate-invoice.ts';
import { type InvoiceData, chooseCategory } from '../invoice.schema.ts';
import { DOCUMENT_RULES } from './document-rules.ts';
import type { InvoiceRule, TaxedItem } from './invoice-rule.ts';
import { ITEM_RULES } from './item-rules.ts';
import { PARTY_RULES } from './party-rules.ts';
import { VAT_RULES } from './vat-rules.ts';
import { definitionError } from '../../pdf-error.ts';

/** The rules of EN 16931 that data can break; the others hold by how the XML is made. */
export const INVOICE_RULES: readonly InvoiceRule[] = [
  ...DOCUMENT_RULES,
  ...PARTY_RULES,
  ...ITEM_RULES,
  ...VAT_RULES,
];

/**
 * Holds an invoice against the rules of EN 16931; one that is not electronic against those about VAT, for its
 * lines.
 * @throws PdfError `definition` with the path of each field that breaks one, and the number of the rule
 */
export function checkInvoice(
  { data, totals }: { readonly data: InvoiceData; readonly totals: InvoiceTotals },
  { isElectronic }: { readonly isElectronic: boolean },
): void {
  const invoice = { data, totals, items: isElectronic ? listItems(data) : listLineItems(data) };
  const issues = new Map<string, string>();
  for (const { id, says, findBroken, onPaper } of INVOICE_RULES) {
    if (!isElectronic && !onPaper) continue;
    for (const broken of findBroken(invoice)) {
      const path = toPath(['data', ...broken]);
      if (!issues.has(path)) issues.set(path, `${says} (${id})`);
    }
  }
  if (issues.size > 0) throw definitionError([...issues].map(([path, message]) => ({ path, message })));
}

const listLineItems = ({ lines }: InvoiceData): readonly TaxedItem[] =>
  lines.map((line, index) => ({
    kind: 'line',
    path: ['lines', index],
    category: chooseCategory(line),
    rate: line.vatRate,
  }));

const listItems = (data: InvoiceData): readonly TaxedItem[] => [
  ...listLineItems(data),
  ...data.adjustments.map((each, index) => ({
    kind: each.kind,
    path: ['adjustments', index],
    category: chooseCategory(each),
    rate: each.vatRate,
  })),
];
