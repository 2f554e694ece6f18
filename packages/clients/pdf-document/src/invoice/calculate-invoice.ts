import Big from 'big.js';
import { type InvoiceData, chooseCategory } from './invoice.schema.ts';
import type { VatCategory } from './vat-category.ts';
import { definitionError } from '../pdf-error.ts';

/** Amounts as decimal texts with two places. */
export interface InvoiceLine {
  readonly position: number;
  readonly category: VatCategory;
  /** Quantity times price. */
  readonly gross: string;
  readonly discount: string;
  /** What counts: without the discount. */
  readonly net: string;
}

export interface InvoiceAdjustment {
  readonly kind: 'allowance' | 'charge';
  readonly category: VatCategory;
  readonly amount: string;
}

export interface VatGroup {
  readonly category: VatCategory;
  /** As given, without zeros at its end. */
  readonly rate: string;
  readonly basis: string;
  readonly tax: string;
}

export interface InvoiceTotals {
  readonly lines: readonly InvoiceLine[];
  readonly adjustments: readonly InvoiceAdjustment[];
  readonly groups: readonly VatGroup[];
  readonly lineTotal: string;
  readonly allowances: string;
  readonly charges: string;
  readonly net: string;
  readonly tax: string;
  readonly total: string;
  readonly prepaid: string;
  readonly due: string;
}

const HALF_UP = 1;
const roundToCents = (amount: Big): Big => amount.round(2, HALF_UP);
/** Without the sign that what rounds to 0 from below would have. */
const formatAmount = (amount: Big): string => amount.toFixed(2).replace(/^-0\.00$/, '0.00');
const sum = (amounts: readonly Big[]): Big =>
  amounts.reduce((total, amount) => total.plus(amount), new Big(0));

/**
 * Adds an invoice up as EN 16931 wants it: each line is rounded, the sum of the lines is not rounded again,
 * and VAT is taken of the sum of a category, not of the lines.
 * @throws PdfError `definition` when the total is not the one that was expected
 */
export function calculateInvoice(data: InvoiceData): InvoiceTotals {
  const lines = data.lines.map(calculateLine);
  const adjustments = data.adjustments.map((each) => ({
    ...each,
    category: chooseCategory(each),
    value: roundToCents(new Big(each.amount)),
  }));
  const groups = groupByVat([
    ...lines.map(({ category, vatRate, net }) => ({ category, vatRate, amount: net })),
    ...adjustments.map(({ kind, category, vatRate, value }) => ({
      category,
      vatRate,
      amount: kind === 'charge' ? value : new Big(0).minus(value),
    })),
  ]);
  const lineTotal = sum(lines.map(({ net }) => net));
  const allowances = sum(adjustments.filter(({ kind }) => kind === 'allowance').map(({ value }) => value));
  const charges = sum(adjustments.filter(({ kind }) => kind === 'charge').map(({ value }) => value));
  const net = lineTotal.minus(allowances).plus(charges);
  const tax = sum(groups.map((group) => group.tax));
  const total = net.plus(tax);
  checkTotal(data, total);
  const prepaid = roundToCents(new Big(data.prepaid));
  return {
    lines: lines.map(({ position, category, ...amounts }) => ({
      position,
      category,
      gross: formatAmount(amounts.gross),
      discount: formatAmount(amounts.discount),
      net: formatAmount(amounts.net),
    })),
    adjustments: adjustments.map(({ kind, category, value }) => ({
      kind,
      category,
      amount: formatAmount(value),
    })),
    groups: groups.map(({ category, rate, ...amounts }) => ({
      category,
      rate,
      basis: formatAmount(amounts.basis),
      tax: formatAmount(amounts.tax),
    })),
    lineTotal: formatAmount(lineTotal),
    allowances: formatAmount(allowances),
    charges: formatAmount(charges),
    net: formatAmount(net),
    tax: formatAmount(tax),
    total: formatAmount(total),
    prepaid: formatAmount(prepaid),
    due: formatAmount(total.minus(prepaid)),
  };
}

function calculateLine(line: InvoiceData['lines'][number], index: number) {
  const gross = roundToCents(new Big(line.quantity).times(line.price));
  const discount = roundToCents(gross.times(line.discountPercent ?? '0').div(100));
  return {
    position: index + 1,
    vatRate: line.vatRate,
    category: chooseCategory(line),
    gross,
    discount,
    net: gross.minus(discount),
  };
}

interface TaxedAmount {
  readonly category: VatCategory;
  readonly vatRate: string;
  readonly amount: Big;
}

/** One group for each category and rate, the highest rate first. */
function groupByVat(amounts: readonly TaxedAmount[]) {
  const groups = new Map<string, { readonly category: VatCategory; readonly rate: string; basis: Big }>();
  for (const { category, vatRate, amount } of amounts) {
    const rate = new Big(vatRate).toFixed();
    const group = groups.get(`${category} ${rate}`) ?? { category, rate, basis: new Big(0) };
    group.basis = group.basis.plus(amount);
    groups.set(`${category} ${rate}`, group);
  }
  return [...groups.values()]
    .sort((a, b) => Number(b.rate) - Number(a.rate) || a.category.localeCompare(b.category))
    .map((group) => ({ ...group, tax: roundToCents(group.basis.times(group.rate).div(100)) }));
}

function checkTotal(data: InvoiceData, total: Big): void {
  if (data.total === undefined || total.eq(data.total)) return;
  throw definitionError([
    {
      path: 'data.total',
      message: `The invoice adds up to ${formatAmount(total)}, not to what total says`,
    },
  ]);
}
