import { COUNTRY_CODES } from '../codes/country-codes.ts';
import { brokenIf, hasText, type InvoiceRule } from './invoice-rule.ts';

const SIDES = ['seller', 'buyer'] as const;

/** Who sells, who buys, and how they are known. */
export const PARTY_RULES: readonly InvoiceRule[] = [
  {
    id: 'BR-06',
    says: 'is blank',
    onPaper: false,
    findBroken: ({ data }) => brokenIf(!hasText(data.seller.name), 'seller', 'name'),
  },
  {
    id: 'BR-07',
    says: 'is blank',
    onPaper: false,
    findBroken: ({ data }) => brokenIf(!hasText(data.buyer.name), 'buyer', 'name'),
  },
  {
    id: 'BR-CO-26',
    says: 'is missing: a seller is known by its vatId, registration or id',
    onPaper: false,
    findBroken: ({ data: { seller }, items }) =>
      brokenIf(
        ![seller.vatId, seller.registration, seller.id].some(hasText),
        'seller',
        items.some(({ category }) => category === 'O') ? 'registration' : 'vatId',
      ),
  },
  {
    id: 'BR-CO-09',
    says: 'A VAT identifier begins with the code of its country',
    onPaper: false,
    findBroken: ({ data }) =>
      SIDES.filter((side) => {
        const prefix = data[side].vatId?.slice(0, 2);
        return prefix !== undefined && prefix !== 'EL' && !COUNTRY_CODES.has(prefix);
      }).map((side) => [side, 'vatId']),
  },
  {
    id: 'BR-CL-14',
    says: 'Expected a country of ISO 3166-1, such as DE',
    onPaper: false,
    findBroken: ({ data }) =>
      SIDES.filter((side) => !COUNTRY_CODES.has(data[side].country)).map((side) => [side, 'country']),
  },
];
