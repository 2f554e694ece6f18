import type { VatGroup } from '../invoice/calculate-invoice.ts';
import type { VatCategory } from '../invoice/vat-category.ts';

type Reasons = Readonly<Partial<Record<VatCategory, string>>>;

const ENGLISH: Reasons = {
  AE: 'Reverse charge: the VAT is due from the customer',
  K: 'VAT-exempt supply within the EU',
  G: 'VAT-exempt export',
  O: 'Not subject to VAT',
};
const REASONS: Readonly<Record<string, Reasons>> = {
  en: ENGLISH,
  de: {
    AE: 'Steuerschuldnerschaft des Leistungsempfängers',
    K: 'Steuerfreie innergemeinschaftliche Lieferung',
    G: 'Steuerfreie Ausfuhrlieferung',
    O: 'Nicht steuerbar',
  },
  fr: {
    AE: 'Autoliquidation',
    K: 'Livraison intracommunautaire exonérée de TVA',
    G: 'Exportation exonérée de TVA',
    O: 'Non soumis à la TVA',
  },
  es: {
    AE: 'Inversión del sujeto pasivo',
    K: 'Entrega intracomunitaria exenta de IVA',
    G: 'Exportación exenta de IVA',
    O: 'No sujeto a IVA',
  },
  it: {
    AE: 'Inversione contabile',
    K: 'Cessione intracomunitaria non imponibile IVA',
    G: 'Esportazione non imponibile IVA',
    O: 'Fuori campo IVA',
  },
};

/**
 * Why there is no VAT, in the words that are usual for the categories; `undefined` where these say nothing.
 */
export function findVatReason(groups: readonly VatGroup[], localeTag: string): string | undefined {
  const reasons = REASONS[localeTag.split('-')[0] ?? ''] ?? ENGLISH;
  const lines = groups.flatMap(({ category }) => reasons[category] ?? []);
  return lines.length === 0 ? undefined : lines.join('\n');
}
