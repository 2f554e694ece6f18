import type { JsonObject } from '@jobwright/json';
import {
  BUYER,
  CATEGORIES,
  type Category,
  type GridInvoice,
  LINE,
  ORDINARY,
  taxedLine,
  UNKNOWN_SELLER,
} from './grid-invoice.ts';

/** How the sides are known. */
const SIDES: Readonly<Record<string, JsonObject>> = {
  'nobody known': { seller: UNKNOWN_SELLER },
  'tax number': { seller: { ...UNKNOWN_SELLER, taxNumber: '27/123/45678' } },
  'tax number and registration': {
    seller: { ...UNKNOWN_SELLER, taxNumber: '27/123/45678', registration: 'HRB 1' },
  },
  'tax number and id': { seller: { ...UNKNOWN_SELLER, taxNumber: '27/123/45678', id: 'L-7' } },
  'registration of both': {
    seller: { ...UNKNOWN_SELLER, registration: 'HRB 1' },
    buyer: { ...BUYER, registration: 'HRB 12345' },
  },
  'VAT id of the seller': {},
  'VAT id, buyer with registration': { buyer: { ...BUYER, registration: 'HRB 12345' } },
  'VAT ids of both': { buyer: { ...BUYER, country: 'FR', vatId: 'FR40303265045' } },
  'tax number, buyer with VAT id': {
    seller: { ...UNKNOWN_SELLER, taxNumber: '27/123/45678', registration: 'HRB 1' },
    buyer: { ...BUYER, country: 'FR', vatId: 'FR40303265045' },
  },
};

const allowance = (category: Category): JsonObject => ({
  kind: 'allowance',
  reason: 'Rabatt',
  amount: '5',
  ...taxedLine(category),
});
const charge = (category: Category): JsonObject => ({ ...allowance(category), kind: 'charge' });

/** What the category is of. */
const CARRIERS: Readonly<Record<string, (category: Category) => JsonObject>> = {
  line: (category) => ({ lines: [{ ...LINE, ...taxedLine(category) }] }),
  'line with allowance and charge': (category) => ({
    lines: [{ ...LINE, ...taxedLine(category) }],
    adjustments: [allowance(category), charge(category)],
  }),
  'allowance on a line of S': (category) => ({ adjustments: [allowance(category)] }),
  'charge on a line of S': (category) => ({ adjustments: [charge(category)] }),
  'line beside one of E': (category) => ({
    lines: [
      { ...LINE, ...taxedLine('E') },
      { ...LINE, ...taxedLine(category) },
    ],
  }),
};

/** Every category on every kind of item, with all ways in which the sides are known. */
export const categoriesGrid: readonly GridInvoice[] = CATEGORIES.flatMap((category) =>
  Object.entries(CARRIERS).flatMap(([carrier, fill]) =>
    Object.entries(SIDES).map(([sides, known]) => ({
      name: `${category}: ${carrier}, ${sides}`,
      data: { ...ORDINARY, exemptionReason: 'Ohne Steuer', ...fill(category), ...known },
    })),
  ),
);
