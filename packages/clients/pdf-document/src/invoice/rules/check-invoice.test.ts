import { parseInput } from '@jobwright/connector-sdk';
import { describe, expect, it, test } from 'vitest';
import { PdfError } from '../../pdf-error.ts';
import { calculateInvoice } from '../calculate-invoice.ts';
import { invoiceData } from '../invoice.schema.ts';
import { writeCiiXml } from '../write-cii-xml.ts';
import { checkInvoice, INVOICE_RULES } from './check-invoice.ts';

const { vatId, ...unknown } = {
  name: 'Muster GmbH',
  street: 'Weg 1',
  postCode: '10115',
  city: 'Berlin',
  country: 'DE',
  vatId: 'DE123456789',
};
const seller = { ...unknown, vatId };
const buyer = { name: 'Kunde AG', street: 'Gasse 2', postCode: '80331', city: 'München', country: 'DE' };
const line = { name: 'Ware', price: '100', vatRate: '19' };
const { dueDate, ...withoutDue } = {
  number: 'R-1',
  issueDate: '2026-11-02',
  dueDate: '2026-11-30',
  deliveryDate: '2026-11-01',
  seller,
  buyer,
  lines: [line],
  payment: { iban: 'DE89370400440532013000' },
};
const base = { ...withoutDue, dueDate };
const of = (vatCategory: string, vatRate = '0') => ({ lines: [{ ...line, vatCategory, vatRate }] });
const allowance = { kind: 'allowance', reason: 'Rabatt', amount: '5', vatRate: '0' };
const french = { ...buyer, country: 'FR', vatId: 'FR40303265045' };

/** The XML of the invoice, or what is wrong with it. */
function make(more: object, { isElectronic = true } = {}): string {
  const data = parseInput(invoiceData, { ...base, ...more });
  const totals = calculateInvoice(data);
  try {
    checkInvoice({ data, totals }, { isElectronic });
  } catch (error) {
    if (!(error instanceof PdfError) || error.failure.kind !== 'definition') throw error;
    return error.failure.issues.map(({ path, message }) => `${path}: ${message}`).join('\n');
  }
  return writeCiiXml(data, totals);
}

describe('is valid by the official rules:', () => {
  test.each([
    ['an ordinary invoice', {}],
    [
      'reverse charge within a country: the buyer has a registration, no VAT identifier',
      { ...of('AE'), buyer: { ...buyer, registration: 'HRB 12345' } },
    ],
    [
      'reverse charge by a seller with a tax number',
      {
        ...of('AE'),
        seller: { ...unknown, taxNumber: '27/123', registration: 'HRB 1' },
        buyer: french,
      },
    ],
    [
      'a small business with a tax number and what the buyer calls it',
      { ...of('E'), exemptionReason: '§ 19 UStG', seller: { ...unknown, taxNumber: '27/123', id: 'L-7' } },
    ],
    ['outside of VAT', { ...of('O'), seller: { ...unknown, registration: 'HRB 1' } }],
    ['an export, by the code of its category', of('G')],
    ['IGIC of the Canary Islands', of('L', '7')],
    ['a period that is open', { period: { start: '2026-11-01' } }],
    ['a Greek VAT identifier', { buyer: { ...buyer, country: 'GR', vatId: 'EL123456789' } }],
    ['terms without a due date', { dueDate: undefined, payment: { terms: '30 days' } }],
    ['nothing due, and no terms', { dueDate: undefined, prepaid: '119' }],
  ])('%s', (_, more) => {
    expect(make(more)).toContain('<rsm:CrossIndustryInvoice');
  });
});

describe('is refused with its path and the number of the rule:', () => {
  test.each([
    [
      'an allowance of reverse charge, lines of the standard rate',
      { adjustments: [{ ...allowance, vatCategory: 'AE' }] },
      'buyer.vatId: is missing: the category AE (reverse charge) names the vatId or registration of the buyer (BR-AE-03)',
    ],
    [
      'a charge within the EU',
      { adjustments: [{ ...allowance, kind: 'charge', vatCategory: 'K' }] },
      'buyer.vatId: is missing: the category K (within the EU) names the vatId of the buyer (BR-IC-04)',
    ],
    [
      'an exempt seller with a tax number alone',
      { ...of('E'), exemptionReason: '§ 19 UStG', seller: { ...unknown, taxNumber: '27/123' } },
      'seller.vatId: is missing: a seller is known by its vatId, registration or id (BR-CO-26)',
    ],
    [
      'outside of VAT, but the seller has a VAT identifier',
      of('O'),
      'seller.vatId: has to be left out: the category O (outside of VAT) names no vatId; name a taxNumber and registration (BR-O-02)',
    ],
    [
      'outside of VAT, a seller that nobody knows',
      { ...of('O'), seller: unknown },
      'seller.registration: is missing: a seller is known by its vatId, registration or id (BR-CO-26)',
    ],
    [
      'outside of VAT beside another category',
      {
        seller: { ...unknown, taxNumber: '27/123', registration: 'HRB 1' },
        lines: [...of('O').lines, line],
        adjustments: [allowance],
      },
      'lines[1].vatCategory: An invoice with the category O (outside of VAT) has no other one (BR-O-12)\n' +
        'data.adjustments[0].vatCategory: An invoice with the category O (outside of VAT) has no other one (BR-O-13)',
    ],
    [
      'an exporter with a tax number',
      { ...of('G'), seller: { ...unknown, taxNumber: '27/123', registration: 'HRB 1' } },
      'seller.vatId: is missing: the category G (export outside the EU) names the vatId of the seller (BR-G-02)',
    ],
    [
      'neither due date nor terms',
      { dueDate: undefined },
      'dueDate: is missing: an amount that is due wants a dueDate or payment.terms (BR-CO-25)',
    ],
    [
      'terms that are blank',
      { dueDate: undefined, payment: { terms: ' \uffff\n' } },
      'dueDate: is missing: an amount that is due wants a dueDate or payment.terms (BR-CO-25)',
    ],
    [
      'a unit that is none',
      { lines: [{ ...line, unit: 'PCE' }] },
      'lines[0].unit: Expected a unit of UN/ECE recommendation 20, such as C62 (one), H87 (piece), HUR or KGM (BR-CL-23)',
    ],
    [
      'a country that is none',
      { buyer: { ...buyer, country: 'ZZ' } },
      'buyer.country: Expected a country of ISO 3166-1, such as DE (BR-CL-14)',
    ],
    [
      'a VAT identifier of no country',
      { buyer: { ...buyer, vatId: 'EU123456789' } },
      'buyer.vatId: A VAT identifier begins with the code of its country (BR-CO-09)',
    ],
    [
      'a currency that is none',
      { currency: 'DEM' },
      'currency: Expected a currency of ISO 4217, such as EUR (BR-CL-04)',
    ],
    [
      'a period that ends before it starts',
      { period: { start: '2026-11-02', end: '2026-11-01' } },
      'period.end: A period does not end before it starts (BR-29)',
    ],
    [
      'an allowance with the rate of another category',
      { adjustments: [{ ...allowance, vatCategory: 'S' }] },
      'adjustments[0].vatRate: The category S (standard rate) wants a rate above 0 (BR-S-06)',
    ],
    [
      'within the EU without a date',
      { ...of('K'), buyer: french, deliveryDate: undefined },
      'deliveryDate: is missing: the category K (within the EU) needs a deliveryDate or period (BR-IC-11)',
    ],
    [
      'a rate that no receiver accepts',
      { lines: [{ ...line, vatRate: '0.4', price: '1000' }] },
      'lines[0].vatRate: No receiver accepts VAT at a rate below 0.5 (BR-CO-17)',
    ],
    ['a number of blanks', { number: ' ' }, 'number: is blank (BR-02)'],
    [
      'a name that XML cannot hold',
      { lines: [{ ...line, name: '\uffff' }] },
      'lines[0].name: is blank (BR-25)',
    ],
    [
      'amounts that cannot be added up',
      { lines: [{ ...line, price: '999999999999.37', quantity: '1000' }] },
      'lines: The amounts have too many digits to be checked by a receiver (BR-CO-10)',
    ],
  ])('%s', (_, more, message) => {
    expect(make(more)).toBe(`data.${message}`);
  });
});

describe('an invoice on paper', () => {
  it.each([
    ['has no terms', { dueDate: undefined }],
    [
      'has units, countries and currencies of its own',
      { lines: [{ ...line, unit: 'PCE' }], currency: 'DEM' },
    ],
    ['is of a seller with a tax number', { seller: { ...unknown, taxNumber: '27/123' } }],
    ['is outside of VAT, of whoever it is', of('O')],
  ])('%s', (__, more) => {
    expect(make(more, { isElectronic: false })).toContain('<rsm:CrossIndustryInvoice');
    expect(make(more)).toMatch(/^data\./);
  });

  it('names the seller, where there is VAT, and has the rates of its categories', () => {
    expect(make({ seller: unknown }, { isElectronic: false })).toContain('data.seller.vatId: is missing');
    expect(make(of('Z', '7'), { isElectronic: false })).toContain('data.lines[0].vatRate: ');
  });
});

describe('what makes an invoice valid', () => {
  it('is the code of a category that says why there is no VAT, with the words where there are some', () => {
    const made = make({ ...of('K'), buyer: french, exemptionReason: 'Art. 138' });
    expect(made).toContain('<ram:ExemptionReasonCode>VATEX-EU-IC</ram:ExemptionReasonCode>');
    expect(made).toContain('<ram:ExemptionReason>Art. 138</ram:ExemptionReason>');
    expect(make(of('G'))).toContain('VATEX-EU-G');
  });

  it('is the country of delivery, also where an allowance alone is within the EU', () => {
    const made = make({ buyer: french, adjustments: [{ ...allowance, vatCategory: 'K' }] });
    expect(made).toMatch(/<ram:ShipToTradeParty>.*<ram:CountryID>FR</);
  });

  it('is a nothing without a sign', () => {
    const made = make({ lines: [{ ...line, quantity: '-0.00001' }] });
    expect(made).toContain('<ram:LineTotalAmount>0.00<');
    expect(made).not.toContain('-0.00<');
  });
});

it('numbers each rule once', () => {
  const named = INVOICE_RULES.map(({ id, says }) => `${id} ${says}`);
  expect(new Set(named).size).toBe(named.length);
});
