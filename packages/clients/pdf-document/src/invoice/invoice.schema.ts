import { z } from 'zod';
import { LIMITS } from '../definition/limits.ts';
import { isoDate, defineLine, party, defineMultiline } from '../business/party.schema.ts';
import { documentSource } from '../definition/document.schema.ts';
import { dataLabels } from '../business/labels.ts';
import type { VatCategory } from './vat-category.ts';

const DECIMAL = /^-?\d{1,12}(\.\d{1,6})?$/;

/** An exact decimal number: a text such as `19.90`, or a number. Never a binary fraction afterwards. */
export const decimal = z
  .union([z.string(), z.number(), z.bigint()], { error: 'Expected a decimal number such as 19.90' })
  .transform(String)
  .pipe(z.string().regex(DECIMAL, 'Expected a decimal number such as 19.90, with at most 6 places'));

const percent = decimal.refine(
  (value) => !value.startsWith('-') && Number(value) <= 100,
  'Expected 0 to 100',
);

const vatCategory = z.enum(['S', 'Z', 'E', 'AE', 'K', 'G', 'O', 'L', 'M']);

const taxed = {
  vatRate: percent.default('0'),
  /** Default: `S` with a rate, `Z` without. */
  vatCategory: vatCategory.optional(),
};

const line = z.strictObject({
  name: defineLine(500),
  details: defineMultiline(2_000).optional(),
  articleNumber: defineLine(100).optional(),
  quantity: decimal.default('1'),
  /** Of UN/ECE recommendation 20: C62 pieces, HUR hours, DAY days, KGM kilograms, MTR metres, MON months. */
  unit: z
    .string()
    .regex(/^[A-Z0-9]{2,3}$/, 'Expected a unit code such as C62, HUR or KGM')
    .default('C62'),
  /** How the unit is written; default: the code's usual name. */
  unitLabel: defineLine(20).optional(),
  /** Of one unit, without VAT. */
  price: decimal.refine(
    (value) => !value.startsWith('-'),
    'A price is not negative; make the quantity negative',
  ),
  discountPercent: percent.optional(),
  ...taxed,
});

const adjustment = z.strictObject({
  kind: z.enum(['allowance', 'charge']),
  reason: defineLine(200),
  amount: decimal.refine((value) => !value.startsWith('-'), 'Expected 0 or more'),
  ...taxed,
});

const payment = z.strictObject({
  iban: z
    .string()
    .transform((text) => text.replaceAll(' ', '').toUpperCase())
    .pipe(z.string().regex(/^[A-Z]{2}\d{2}[A-Z0-9]{10,30}$/, 'Expected an IBAN'))
    .refine(isIban, 'The check digits of the IBAN are wrong')
    .optional(),
  bic: z
    .string()
    .regex(/^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$/, 'Expected a BIC')
    .optional(),
  accountName: defineLine(70).optional(),
  bankName: defineLine(100).optional(),
  reference: defineLine(140).optional(),
  terms: defineMultiline(1_000).optional(),
});

const period = z
  .strictObject({ start: isoDate.optional(), end: isoDate.optional() })
  .refine(({ start, end }) => start !== undefined || end !== undefined, 'Expected a start, an end, or both');

/** The shape; which fields go together say the rules. */
export const invoiceData = z.strictObject({
  kind: z.enum(['invoice', 'creditNote']).default('invoice'),
  number: defineLine(50),
  issueDate: isoDate,
  dueDate: isoDate.optional(),
  deliveryDate: isoDate.optional(),
  period: period.optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'Expected a currency such as EUR')
    .default('EUR'),
  buyerReference: defineLine(100).optional(),
  orderNumber: defineLine(100).optional(),
  contractNumber: defineLine(100).optional(),
  seller: party.extend({
    /** How the buyer calls the seller, e.g. a supplier number. */
    id: defineLine(100).optional(),
  }),
  buyer: party,
  introduction: defineMultiline(5_000).optional(),
  lines: z.array(line).min(1).max(LIMITS.invoiceLines),
  adjustments: z.array(adjustment).max(100).default([]),
  prepaid: decimal.default('0'),
  /** What the total has to be; another one is an error, not an invoice. */
  total: decimal.optional(),
  /** Why there is no VAT, for the categories that want a reason. */
  exemptionReason: defineLine(500).optional(),
  payment: payment.default({}),
  notes: z.array(defineMultiline(2_000)).max(20).default([]),
  closing: defineMultiline(5_000).optional(),
  /** A QR code that banking apps read (EPC069-12); for payments in euros. */
  paymentCode: z.boolean().default(true),
  logo: documentSource.optional(),
  labels: dataLabels,
});
export type InvoiceData = z.output<typeof invoiceData>;

export const chooseCategory = ({
  vatRate,
  vatCategory: given,
}: {
  readonly vatRate: string;
  readonly vatCategory?: VatCategory | undefined;
}): VatCategory => given ?? (Number(vatRate) > 0 ? 'S' : 'Z');

function isIban(iban: string): boolean {
  const digits = [...iban.slice(4), ...iban.slice(0, 4)]
    .map((character) => String(Number.parseInt(character, 36)))
    .join('');
  return BigInt(digits) % 97n === 1n;
}
