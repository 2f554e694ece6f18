type Identifier = 'vatId' | 'taxNumber' | 'registration';

export interface VatCategoryFacts {
  /** As messages call it. */
  readonly name: string;
  /** How the standard numbers its rules: `S` of BR-S-02. */
  readonly rules: string;
  readonly rate: 'above 0' | 'of 0';
  /** The seller is known by one of these; none: it does not matter. */
  readonly seller: readonly Identifier[];
  readonly buyer: readonly Identifier[];
  /** Why there is no VAT: in words of the invoice, or by the code of the category, which says enough. */
  readonly reason: 'none' | 'words' | `VATEX-${string}`;
}

const REGISTERED = ['vatId', 'taxNumber'] as const;

/** UNTDID 5305, as EN 16931 takes it. */
export const VAT_CATEGORIES = {
  S: {
    name: 'standard rate',
    rules: 'S',
    rate: 'above 0',
    seller: REGISTERED,
    buyer: [],
    reason: 'none',
  },
  Z: {
    name: 'zero rate',
    rules: 'Z',
    rate: 'of 0',
    seller: REGISTERED,
    buyer: [],
    reason: 'none',
  },
  E: {
    name: 'exempt from VAT',
    rules: 'E',
    rate: 'of 0',
    seller: REGISTERED,
    buyer: [],
    reason: 'words',
  },
  AE: {
    name: 'reverse charge',
    rules: 'AE',
    rate: 'of 0',
    seller: REGISTERED,
    buyer: ['vatId', 'registration'],
    reason: 'VATEX-EU-AE',
  },
  K: {
    name: 'within the EU',
    rules: 'IC',
    rate: 'of 0',
    seller: ['vatId'],
    buyer: ['vatId'],
    reason: 'VATEX-EU-IC',
  },
  G: {
    name: 'export outside the EU',
    rules: 'G',
    rate: 'of 0',
    seller: ['vatId'],
    buyer: [],
    reason: 'VATEX-EU-G',
  },
  O: {
    name: 'outside of VAT',
    rules: 'O',
    rate: 'of 0',
    seller: [],
    buyer: [],
    reason: 'VATEX-EU-O',
  },
  L: {
    name: 'IGIC of the Canary Islands',
    rules: 'AF',
    rate: 'above 0',
    seller: REGISTERED,
    buyer: [],
    reason: 'none',
  },
  M: {
    name: 'IPSI of Ceuta and Melilla',
    rules: 'AG',
    rate: 'above 0',
    seller: REGISTERED,
    buyer: [],
    reason: 'none',
  },
} as const satisfies Readonly<Record<string, VatCategoryFacts>>;

export type VatCategory = keyof typeof VAT_CATEGORIES;
