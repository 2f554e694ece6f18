import { formatValue, type Locale } from '@jobwright/text-values';
import type { InvoiceTotals } from '../invoice/calculate-invoice.ts';
import type { InvoiceData } from '../invoice/invoice.schema.ts';
import { type Labels, chooseLabels } from '../business/labels.ts';
import { type Detail, createLetterhead } from './letter-data.ts';
import { findVatReason } from './vat-reasons.ts';

/** Usual short names of units in a language; others are written as their code. */
const UNITS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  en: {
    C62: '',
    HUR: 'h',
    DAY: 'days',
    MON: 'months',
    KGM: 'kg',
    MTR: 'm',
    LTR: 'l',
    KWH: 'kWh',
    H87: 'pcs',
  },
  de: {
    C62: '',
    HUR: 'Std.',
    DAY: 'Tage',
    MON: 'Monate',
    KGM: 'kg',
    MTR: 'm',
    LTR: 'l',
    KWH: 'kWh',
    H87: 'Stk.',
  },
  fr: { C62: '', HUR: 'h', DAY: 'jours', MON: 'mois', KGM: 'kg', MTR: 'm', LTR: 'l', KWH: 'kWh', H87: 'pcs' },
};

interface InvoiceTexts {
  readonly labels: Labels;
  readonly language: string;
  readonly format: (value: string, name: string) => string;
  readonly money: (value: string) => string;
  readonly percent: (rate: string) => string;
}

/** What the texts of the template invoice name, written in its language. */
export function createInvoiceValues(
  data: InvoiceData,
  totals: InvoiceTotals,
  locale: Locale,
): Readonly<Record<string, unknown>> {
  const labels = chooseLabels(locale.tag, data.labels);
  const format = (value: string, name: string): string => formatValue(value, name, locale).text ?? value;
  const texts: InvoiceTexts = {
    labels,
    language: locale.tag.split('-')[0] ?? 'en',
    format,
    money: (value) => format(value, `money:${data.currency}`),
    percent: (rate) => `${format(rate, 'number:0-2')} %`.replace(' %', '\u00A0%'),
  };
  const { payment } = data;
  const account = createDetails([
    [labels.account, payment.accountName],
    [labels.bank, payment.bankName],
    [labels.iban, payment.iban?.replaceAll(/(.{4})(?=.)/g, '$1 ')],
    [labels.bic, payment.bic],
    [labels.reference, payment.reference],
  ]);
  return {
    ...data,
    exemptionReason: data.exemptionReason ?? findVatReason(totals.groups, locale.tag),
    labels,
    ...createLetterhead({ sender: data.seller, recipient: data.buyer, locale: locale.tag, labels }),
    heading: data.kind === 'invoice' ? labels.invoice : labels.creditNote,
    details: listInvoiceDetails(data, texts),
    rows: listRows(data, totals, texts),
    sums: listSums(data, totals, texts),
    dueLabel: labels.due,
    due: texts.money(totals.due),
    terms: payment.terms,
    account,
    hasPayment: account.length > 0 || payment.terms !== undefined,
    paymentCode: writePaymentCode(data, totals.due),
  };
}

function listRows(data: InvoiceData, totals: InvoiceTotals, texts: InvoiceTexts) {
  const { labels, format, money, percent } = texts;
  return data.lines.map((line, index) => {
    const amounts = totals.lines[index];
    const discount =
      amounts === undefined || amounts.discount === '0.00'
        ? undefined
        : `${labels.discount} ${percent(line.discountPercent ?? '0')}: ${money(negate(amounts.discount))}`;
    return {
      position: String(index + 1),
      name: line.name,
      details: [line.articleNumber, line.details, discount].filter((part) => part !== undefined).join('\n'),
      quantity: `${format(line.quantity, 'number:0-6')} ${line.unitLabel ?? nameUnit(line.unit, texts)}`
        .trim()
        .replace(' ', '\u00A0'),
      price: format(line.price, `money:${data.currency} 2-6`),
      vat: percent(line.vatRate),
      amount: money(amounts?.net ?? '0'),
    };
  });
}

const nameUnit = (code: string, { language }: InvoiceTexts): string =>
  (UNITS[language] ?? UNITS['en'])?.[code] ?? code;

function listSums(
  data: InvoiceData,
  totals: InvoiceTotals,
  { labels, money, percent }: InvoiceTexts,
): readonly { readonly label: string; readonly amount: string }[] {
  const hasMixedVat = totals.groups.length > 1;
  return [
    ...data.adjustments.map((each) => ({
      label: each.reason,
      amount: money(each.kind === 'charge' ? each.amount : `-${each.amount}`),
    })),
    { label: labels.net, amount: money(totals.net) },
    ...totals.groups
      .filter(({ tax }) => tax !== '0.00' || hasMixedVat)
      .map(({ rate, basis, tax }) => ({
        label: labels.vatOn.replace('{rate}', percent(rate)).replace('{basis}', money(basis)),
        amount: money(tax),
      })),
    { label: labels.total, amount: money(totals.total) },
    ...(totals.prepaid === '0.00' ? [] : [{ label: labels.prepaid, amount: money(negate(totals.prepaid)) }]),
  ];
}

const negate = (amount: string): string => (amount.startsWith('-') ? amount.slice(1) : `-${amount}`);

const createDetails = (entries: readonly (readonly [string, string | undefined])[]): readonly Detail[] =>
  entries.flatMap(([label, value]) => (value === undefined ? [] : [{ label, value }]));

function listInvoiceDetails(data: InvoiceData, { labels, format }: InvoiceTexts): readonly Detail[] {
  const date = (day: string | undefined): string | undefined =>
    day === undefined ? undefined : format(day, 'date:medium');
  const { period } = data;
  return createDetails([
    [labels.number, data.number],
    [labels.date, date(data.issueDate)],
    [labels.deliveryDate, date(data.deliveryDate)],
    [
      labels.period,
      period === undefined ? undefined : [date(period.start), '–', date(period.end)].join(' ').trim(),
    ],
    [labels.dueDate, date(data.dueDate)],
    [labels.order, data.orderNumber],
    [labels.contract, data.contractNumber],
    [labels.reference, data.buyerReference],
    [labels.vatId, data.buyer.vatId],
  ]);
}

/** What banking apps read (EPC069-12, version 2). */
function writePaymentCode(
  { payment, seller, currency, kind, number, paymentCode }: InvoiceData,
  due: string,
): string | undefined {
  if (
    !paymentCode ||
    payment.iban === undefined ||
    currency !== 'EUR' ||
    kind !== 'invoice' ||
    !(Number(due) >= 0.01)
  )
    return undefined;
  const name = (payment.accountName ?? seller.name).slice(0, 70);
  return [
    'BCD',
    '002',
    '1',
    'SCT',
    payment.bic ?? '',
    name,
    payment.iban,
    `EUR${due}`,
    '',
    '',
    payment.reference ?? number,
  ].join('\n');
}
