import { CURRENCY_CODES } from '../codes/currency-codes.ts';
import { brokenIf, hasText, type InvoiceRule } from './invoice-rule.ts';

/** What there is once in an invoice. */
export const DOCUMENT_RULES: readonly InvoiceRule[] = [
  {
    id: 'BR-02',
    says: 'is blank',
    onPaper: false,
    findBroken: ({ data }) => brokenIf(!hasText(data.number), 'number'),
  },
  {
    id: 'BR-CL-04',
    says: 'Expected a currency of ISO 4217, such as EUR',
    onPaper: false,
    findBroken: ({ data }) => brokenIf(!CURRENCY_CODES.has(data.currency), 'currency'),
  },
  {
    id: 'BR-29',
    says: 'A period does not end before it starts',
    onPaper: false,
    findBroken: ({ data: { period } }) =>
      brokenIf(
        period?.start !== undefined && period.end !== undefined && period.end < period.start,
        'period',
        'end',
      ),
  },
  {
    id: 'BR-CO-25',
    says: 'is missing: an amount that is due wants a dueDate or payment.terms',
    onPaper: false,
    findBroken: ({ data, totals }) =>
      brokenIf(
        Number(totals.due) > 0 && data.dueDate === undefined && !hasText(data.payment.terms),
        'dueDate',
      ),
  },
];
