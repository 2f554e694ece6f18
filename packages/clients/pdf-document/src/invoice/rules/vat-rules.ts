import { VAT_CATEGORIES, type VatCategory, type VatCategoryFacts } from '../vat-category.ts';
import { brokenIf, type CheckedInvoice, hasText, type InvoiceRule, type TaxedItem } from './invoice-rule.ts';

/** Each category has the same rules for lines, allowances and charges, under numbers of their own. */
const KINDS = [
  { kind: 'line', identifiers: '02', rate: '05', onlyOne: '12' },
  { kind: 'allowance', identifiers: '03', rate: '06', onlyOne: '13' },
  { kind: 'charge', identifiers: '04', rate: '07', onlyOne: '14' },
] as const;

const itemsOf = ({ items }: CheckedInvoice, kind: TaxedItem['kind'], category: VatCategory) =>
  items.filter((item) => item.kind === kind && item.category === category);

const createCategoryRules = (category: VatCategory): readonly InvoiceRule[] => {
  const facts: VatCategoryFacts = VAT_CATEGORIES[category];
  const { name, rules, rate } = facts;
  const called = `${category} (${name})`;
  return [
    ...KINDS.flatMap((numbers): readonly InvoiceRule[] => {
      const { kind } = numbers;
      return [
        ...(['seller', 'buyer'] as const)
          .filter((side) => facts[side].length > 0)
          .map((side) => ({
            id: `BR-${rules}-${numbers.identifiers}`,
            says: `is missing: the category ${called} names the ${facts[side].join(' or ')} of the ${side}`,
            // On paper a tax number has always been enough of an exporter.
            onPaper: category !== 'G',
            findBroken: (invoice: CheckedInvoice) =>
              brokenIf(
                itemsOf(invoice, kind, category).length > 0 &&
                  !facts[side].some((identifier) => hasText(invoice.data[side][identifier])),
                side,
                'vatId',
              ),
          })),
        {
          id: `BR-${rules}-${numbers.rate}`,
          says: `The category ${called} wants a rate ${rate}`,
          onPaper: true,
          findBroken: (invoice) =>
            itemsOf(invoice, kind, category)
              .filter((item) => Number(item.rate) > 0 !== (rate === 'above 0'))
              .map(({ path }) => [...path, 'vatRate']),
        },
      ];
    }),
    ...(facts.reason === 'words'
      ? [
          {
            id: `BR-${rules}-10`,
            says: `is missing: the category ${called} says why there is no VAT`,
            onPaper: true,
            findBroken: ({ data, items }: CheckedInvoice) =>
              brokenIf(
                items.some((item) => item.category === category) && !hasText(data.exemptionReason),
                'exemptionReason',
              ),
          },
        ]
      : []),
  ];
};

/** What is outside of VAT stands alone, and between sides that are not known by it. */
const OUTSIDE_OF_VAT: readonly InvoiceRule[] = KINDS.flatMap(({ kind, identifiers, onlyOne }) => [
  {
    id: `BR-O-${identifiers}`,
    says: 'has to be left out: the category O (outside of VAT) names no vatId; name a taxNumber and registration',
    onPaper: false,
    findBroken: (invoice: CheckedInvoice) =>
      itemsOf(invoice, kind, 'O').length === 0
        ? []
        : (['seller', 'buyer'] as const)
            .filter((side) => invoice.data[side].vatId !== undefined)
            .map((side) => [side, 'vatId']),
  },
  {
    id: `BR-O-${onlyOne}`,
    says: 'An invoice with the category O (outside of VAT) has no other one',
    onPaper: false,
    findBroken: ({ items }: CheckedInvoice) =>
      items.some(({ category }) => category === 'O')
        ? items
            .filter((item) => item.kind === kind && item.category !== 'O')
            .map(({ path }) => [...path, 'vatCategory'])
        : [],
  },
]);

const WITHIN_THE_EU: InvoiceRule = {
  id: 'BR-IC-11',
  says: 'is missing: the category K (within the EU) needs a deliveryDate or period',
  onPaper: true,
  findBroken: ({ data, items }) =>
    brokenIf(
      items.some(({ category }) => category === 'K') &&
        data.deliveryDate === undefined &&
        data.period === undefined,
      'deliveryDate',
    ),
};

/** The rule rounds a rate to whole percents before it looks whether there may be VAT. */
const SMALL_RATES: InvoiceRule = {
  id: 'BR-CO-17',
  says: 'No receiver accepts VAT at a rate below 0.5',
  onPaper: false,
  findBroken: ({ totals, items }) =>
    totals.groups
      .filter(
        ({ rate, tax }) =>
          Number(rate) > 0 && Number(rate) < 0.5 && !(Number(tax) >= -0.5 && Number(tax) < 0.5),
      )
      .flatMap(({ category, rate }) =>
        items
          .filter((item) => item.category === category && Number(item.rate) === Number(rate))
          .slice(0, 1)
          .map(({ path }) => [...path, 'vatRate']),
      ),
};

const CATEGORIES = ['S', 'Z', 'E', 'AE', 'K', 'G', 'O', 'L', 'M'] as const satisfies readonly VatCategory[];

/**
 * BR-S, BR-Z, BR-E, BR-AE, BR-IC, BR-G, BR-O, BR-AF and BR-AG, as far as adding up does not hold them anyway.
 */
export const VAT_RULES: readonly InvoiceRule[] = [
  ...CATEGORIES.flatMap(createCategoryRules),
  ...OUTSIDE_OF_VAT,
  WITHIN_THE_EU,
  SMALL_RATES,
];
