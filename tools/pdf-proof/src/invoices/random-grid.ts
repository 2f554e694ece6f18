import type { JsonObject } from '@jobwright/json';
import {
  BUYER,
  CATEGORIES,
  type Category,
  type GridInvoice,
  ORDINARY,
  PAYMENT,
  SELLER,
  taxedLine,
  UNKNOWN_SELLER,
  without,
} from './grid-invoice.ts';

/** The same numbers for the same seed (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** What is odd comes up once in twenty fields, so that more than half of the invoices are valid. */
const ODD = 0.05;

/** Invoices in which everything may come together with everything. */
export function randomGrid({
  count,
  seed,
}: {
  readonly count: number;
  readonly seed: number;
}): readonly GridInvoice[] {
  const random = createRandom(seed);
  const pick = <Value>(values: readonly Value[]): Value => {
    const value = values[Math.floor(random() * values.length)];
    if (value === undefined) throw new Error('There is nothing to pick from');
    return value;
  };
  const usually = <Value>(usual: readonly Value[], odd: readonly Value[]): Value =>
    pick(random() < ODD ? odd : usual);
  const maybe = (chance: number, make: () => JsonObject): JsonObject => (random() < chance ? make() : {});
  const taxed = (main: Category): JsonObject => {
    const category = usually<Category>([main, main, main, 'S'], CATEGORIES);
    return category === 'S'
      ? { vatRate: usually(['19', '7', '5.5', '2.1', '20.00'], ['0.3', '0', '100', '0.5']) }
      : taxedLine(main === 'O' ? 'O' : category);
  };
  const amount = () => usually(['100', '19.90', '0.01', '0.333333', '1.005', '99999.99'], ['0', '-1', '1e3']);

  return Array.from({ length: count }, (_, index) => {
    const main = pick([...CATEGORIES, 'S', 'S', 'S'] as const);
    const lines = Array.from({ length: 1 + Math.floor(random() * 4) }, (__, position) => ({
      name: `Ware ${position + 1}`,
      price: amount(),
      quantity: usually(['1', '2.5', '3', '-1', '0.333333', '1000'], ['0', '', 'x']),
      unit: usually(['C62', 'H87', 'HUR', 'KGM', 'MON', 'XPK'], ['PCE', 'ST', 'c62']),
      ...maybe(0.3, () => ({ discountPercent: usually(['10', '2.5', '33.333333'], ['100', '120']) })),
      ...taxed(main),
    }));
    const adjustments = Array.from({ length: Math.floor(random() * 3) }, () => ({
      kind: pick(['allowance', 'charge']),
      reason: usually(['Fracht', 'Rabatt'], [' ', '']),
      amount: amount(),
      ...taxed(main),
    }));
    const known = usually<JsonObject>(
      [main === 'O' ? { taxNumber: '27/123/45678', registration: 'HRB 1' } : { vatId: SELLER.vatId }],
      [{}],
    );
    return {
      name: `random ${seed}/${index}`,
      data: {
        ...without(ORDINARY, 'dueDate'),
        kind: usually(['invoice', 'invoice', 'creditNote'], ['proforma']),
        currency: usually(['EUR', 'CHF', 'USD', 'JPY'], ['DEM', 'HRK']),
        ...usually<JsonObject>(
          [{ dueDate: '2026-12-01' }, { dueDate: '2026-11-02' }],
          [{ dueDate: '2026-12-32' }, {}],
        ),
        seller: {
          ...UNKNOWN_SELLER,
          ...known,
          ...maybe(0.2, () => ({ contact: 'Ada', email: 'a@muster.example', phone: '+49 30 1' })),
          ...maybe(0.2, () => ({ taxNumber: '27/123/45678' })),
        },
        buyer: {
          ...BUYER,
          country: usually(['DE', 'FR', 'AT', 'US'], ['ZZ', 'UK', 'EL']),
          ...maybe(main === 'AE' || main === 'K' ? 0.9 : 0.2, () =>
            main === 'O' ? {} : { vatId: 'FR40303265045' },
          ),
          ...maybe(0.2, () => ({ registration: 'HRB 12345' })),
        },
        lines,
        adjustments,
        prepaid: usually(['0', '0', '10', '5000'], ['-5', 'x']),
        ...maybe(0.9, () => ({ exemptionReason: 'Ohne Steuer' })),
        ...maybe(0.3, () => ({
          period: usually<JsonObject>(
            [{ start: '2026-10-01', end: '2026-10-31' }, { start: '2026-10-01' }],
            [{ start: '2026-10-31', end: '2026-10-01' }],
          ),
        })),
        payment: usually<JsonObject>([PAYMENT, {}, { terms: '30 Tage' }], [{ iban: 'DE00' }]),
      },
    };
  });
}
