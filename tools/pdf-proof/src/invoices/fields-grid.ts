import type { JsonObject } from '@jobwright/json';
import {
  BUYER,
  CATEGORIES,
  type GridInvoice,
  LINE,
  ORDINARY,
  PAYMENT,
  SELLER,
  taxedLine,
  UNKNOWN_SELLER,
  without,
} from './grid-invoice.ts';

const WITHOUT_DUE = without(ORDINARY, 'dueDate');
const WITHOUT_DELIVERY = without(ORDINARY, 'deliveryDate');
const FRENCH = { ...BUYER, country: 'FR', vatId: 'FR40303265045' };

const vary = (what: string, values: readonly unknown[], change: (value: never) => JsonObject) =>
  values.map((value) => ({
    name: `${what}: ${JSON.stringify(value)?.slice(0, 60)}`,
    data: { ...ORDINARY, ...change(value as never) },
  }));
const line = (what: string, values: readonly unknown[]) =>
  vary(what, values, (value) => ({ lines: [{ ...LINE, [what]: value }] }));
const field = (what: string, values: readonly unknown[]) =>
  vary(what, values, (value) => ({ [what]: value }));
const side = (name: 'seller' | 'buyer', what: string, values: readonly unknown[]) =>
  vary(`${name}.${what}`, values, (value) => ({
    [name]: { ...(name === 'seller' ? SELLER : BUYER), [what]: value },
  }));
const adjustments = (what: string, given: readonly JsonObject[], more: JsonObject = {}): GridInvoice => ({
  name: `adjustments: ${what}`,
  data: {
    ...ORDINARY,
    ...more,
    adjustments: given.map((each) => ({ kind: 'allowance', reason: 'Rabatt', amount: '5', ...each })),
  },
});

const BLANK = [' ', '\u00a0', '\uffff', '\t'];
const PERIODS = [
  { start: '2026-11-01', end: '2026-11-30' },
  { start: '2026-11-30', end: '2026-11-01' },
  { start: '2026-11-01', end: '2026-11-01' },
  { start: '2026-11-01' },
  { end: '2026-11-30' },
  {},
];

/** One field after the other takes what it may have, and what it may not. */
export const fieldsGrid: readonly GridInvoice[] = [
  ...line('unit', [
    'C62',
    'H87',
    'HUR',
    'KGM',
    'LS',
    'XBX',
    '4A',
    'PCE',
    'STK',
    'ZZ',
    'ZZZ',
    'EA',
    'X8C',
    'XX',
  ]),
  ...line('quantity', ['0', '-1', '0.000001', '999999999999', '-0', '-0.001', 2.5, '007']),
  ...line('price', ['0', '0.004', '0.005', '1.005', '99999999.999999', '-1', '-0', 19.9]),
  ...line('discountPercent', ['0', '10', '33.333333', '100', '0.001', '101', '-0']),
  ...line('vatRate', [
    '0.1',
    '0.4',
    '0.49',
    '0.5',
    '1.5',
    '2.1',
    '5.50',
    '19.000',
    '19.25',
    '100',
    '101',
    '-0',
  ]),
  ...line('name', [...BLANK, '<&>"', 'x'.repeat(500)]),
  ...line('details', ['', ' ', 'a\nb', '\u0001']),
  ...line('articleNumber', ['A-1', ' ']),
  ...field('currency', ['EUR', 'USD', 'JPY', 'CHF', 'HRK', 'VES', 'ZWG', 'XXX', 'AAA', 'EURO', 'UYW']),
  ...field('issueDate', ['2026-02-29', '2024-02-29', '0001-01-01', '9999-12-31', '2026-11-02T10:00:00Z']),
  ...field('closing', ['Bis bald\ud83d']),
  ...field('dueDate', ['2026-01-01', '2026-13-01']),
  ...field('period', PERIODS),
  ...field('number', [...BLANK, 'R/1 & <2>']),
  ...field('prepaid', ['0', '50', '119', '119.00', '500', '-20', '0.005', '-0']),
  ...field('total', ['119', '119.00', '120']),
  ...field('notes', [[], [''], [' '], ['a', 'b'], ['\u0001']]),
  ...field('kind', ['invoice', 'creditNote', 'other']),
  ...field('orderNumber', ['B-1', ' ']),
  ...field('contractNumber', ['V-1']),
  ...field('buyerReference', ['04011000-12345-34', ' ']),
  ...field('payment', [
    {},
    { terms: '30 Tage' },
    { ...PAYMENT, bic: 'COBADEFFXXX', accountName: 'Muster', reference: 'R-1' },
    { iban: 'GB82WEST12345698765432' },
    { iban: 'DE89370400440532013001' },
    { ...PAYMENT, accountName: ' ' },
  ]),
  ...['DE', 'FR', 'GR', 'CH', 'GB', 'US', 'XI', 'XK', 'EL', 'UK', 'ZZ', 'SS', 'AN', 'EU', '1A'].flatMap(
    (code) => [...side('buyer', 'country', [code]), ...side('seller', 'country', [code])],
  ),
  ...[
    'DE123456789',
    'EL123456789',
    'GR123456789',
    'XI123456789',
    'EU123456789',
    'ZZ123456789',
    'ATU12345678',
  ].flatMap((id) => [...side('buyer', 'vatId', [id]), ...side('seller', 'vatId', [id])]),
  ...side('seller', 'name', [...BLANK]),
  ...side('buyer', 'name', [...BLANK]),
  ...side('seller', 'taxNumber', ['27/123/45678', ' ']),
  ...side('seller', 'registration', ['HRB 1', ' ']),
  ...side('seller', 'email', ['a@muster.example', 'a']),
  ...side('buyer', 'email', ['a@kunde.example']),
  ...side('seller', 'contact', ['Ada', ' ']),
  ...side('seller', 'phone', ['+49 30 1']),
  ...side('buyer', 'street', [' ']),
  {
    name: 'seller: blank ids',
    data: { ...ORDINARY, seller: { ...UNKNOWN_SELLER, registration: ' ' } },
  },
  { name: 'terms: none', data: WITHOUT_DUE },
  ...['30 Tage', '', ' ', '\n', '\u0001'].map((terms) => ({
    name: `terms: ${JSON.stringify(terms)}`,
    data: { ...WITHOUT_DUE, payment: { ...PAYMENT, terms } },
  })),
  ...['119', '118.99', '200'].map((prepaid) => ({
    name: `terms: none, prepaid ${prepaid}`,
    data: { ...WITHOUT_DUE, prepaid },
  })),
  { name: 'terms: none, nothing to pay', data: { ...WITHOUT_DUE, lines: [{ ...LINE, price: '0' }] } },
  { name: 'terms: none, negative', data: { ...WITHOUT_DUE, lines: [{ ...LINE, quantity: -1 }] } },
  { name: 'terms: none, credit note', data: { ...WITHOUT_DUE, kind: 'creditNote' } },
  ...PERIODS.map((period) => ({
    name: `K: period ${JSON.stringify(period)}`,
    data: { ...WITHOUT_DELIVERY, buyer: FRENCH, lines: [{ ...LINE, ...taxedLine('K') }], period },
  })),
  {
    name: 'K: no date',
    data: { ...WITHOUT_DELIVERY, buyer: FRENCH, lines: [{ ...LINE, ...taxedLine('K') }] },
  },
  ...CATEGORIES.flatMap((category) => [
    {
      name: `${category}: no reason`,
      data: { ...ORDINARY, buyer: FRENCH, lines: [{ ...LINE, ...taxedLine(category) }] },
    },
    {
      name: `${category}: the other rate`,
      data: {
        ...ORDINARY,
        buyer: FRENCH,
        exemptionReason: 'x',
        lines: [
          { ...LINE, vatCategory: category, vatRate: taxedLine(category)['vatRate'] === '0' ? '7' : '0' },
        ],
      },
    },
    adjustments(
      `${category} at the other rate`,
      [{ vatCategory: category, vatRate: taxedLine(category)['vatRate'] === '0' ? '7' : '0' }],
      { buyer: FRENCH, exemptionReason: 'x' },
    ),
  ]),
  {
    name: 'E: blank reason',
    data: { ...ORDINARY, lines: [{ ...LINE, ...taxedLine('E') }], exemptionReason: ' ' },
  },
  adjustments('without rate', [{}]),
  adjustments('of a rate of their own', [{ vatRate: '7' }, { vatRate: '7', kind: 'charge' }]),
  adjustments('blank reason', [{ reason: ' ', vatRate: '19' }]),
  adjustments('blank reason of a charge', [{ reason: '\uffff', vatRate: '19', kind: 'charge' }]),
  adjustments('half a cent', [
    { amount: '0.005', vatRate: '19' },
    { amount: '1.005', vatRate: '19' },
  ]),
  adjustments('more than there is', [{ amount: '500', vatRate: '19' }]),
  adjustments('nothing', [{ amount: '0', vatRate: '19' }]),
  adjustments('negative', [{ amount: '-1', vatRate: '19' }]),
  adjustments('negative nothing', [{ amount: '-0', vatRate: '19' }]),
  adjustments('with too many digits', [
    { amount: '999999999999.99', vatRate: '19' },
    ...Array.from({ length: 20 }, () => ({ amount: '999999999999.99', vatRate: '19' })),
  ]),
  adjustments(
    'fifty',
    Array.from({ length: 50 }, (_, index) => ({
      amount: `${index}.33`,
      kind: index % 2 === 0 ? 'charge' : 'allowance',
      vatRate: '19',
    })),
  ),
  {
    name: 'rates: 19 written in three ways',
    data: { ...ORDINARY, lines: ['19', '19.0', '19.00'].map((vatRate) => ({ ...LINE, vatRate })) },
  },
  {
    name: 'sums: 1000 lines',
    data: {
      ...ORDINARY,
      lines: Array.from({ length: 1_000 }, () => ({ ...LINE, price: '0.333333', quantity: 3 })),
    },
  },
  {
    name: 'sums: 1000 large lines',
    data: { ...ORDINARY, lines: Array.from({ length: 1_000 }, () => ({ ...LINE, price: '999999999.37' })) },
  },
  {
    name: 'sums: very large lines',
    data: {
      ...ORDINARY,
      lines: Array.from({ length: 7 }, () => ({ ...LINE, price: '999999999999.37', quantity: 123 })),
    },
  },
];
