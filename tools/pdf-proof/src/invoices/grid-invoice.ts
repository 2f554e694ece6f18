import type { JsonObject } from '@jobwright/json';

/** Data of an electronic invoice, which is valid or refused. */
export interface GridInvoice {
  readonly name: string;
  readonly data: JsonObject;
}

export const LINE = { name: 'Ware', price: '100', vatRate: '19' } as const;
export const UNKNOWN_SELLER = {
  name: 'Muster GmbH',
  street: 'Weg 1',
  postCode: '10115',
  city: 'Berlin',
  country: 'DE',
} as const;
export const SELLER = { ...UNKNOWN_SELLER, vatId: 'DE123456789' } as const;
export const BUYER = {
  name: 'Kunde AG',
  street: 'Gasse 2',
  postCode: '80331',
  city: 'München',
  country: 'DE',
} as const;
export const PAYMENT = { iban: 'DE89370400440532013000' } as const;

/** An ordinary invoice, which each of the grid changes. */
export const ORDINARY: JsonObject = {
  number: 'R-1',
  issueDate: '2026-11-02',
  dueDate: '2026-11-30',
  deliveryDate: '2026-11-01',
  seller: SELLER,
  buyer: BUYER,
  lines: [LINE],
  payment: PAYMENT,
};

export const without = (data: JsonObject, field: string): JsonObject =>
  Object.fromEntries(Object.entries(data).filter(([name]) => name !== field));

export const CATEGORIES = ['S', 'Z', 'E', 'AE', 'K', 'G', 'O', 'L', 'M'] as const;
export type Category = (typeof CATEGORIES)[number];

/** Category and the rate that it has. */
export const taxedLine = (vatCategory: Category): JsonObject => ({
  vatCategory,
  vatRate: { S: '19', L: '7', M: '4' }[vatCategory as string] ?? '0',
});
